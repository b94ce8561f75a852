using DeepLearning.Tensors;

namespace DeepLearning.Recurrent;

/// <summary>h = tanh(W_ih x + b_ih + W_hh h_before + b_hh).</summary>
internal sealed class RnnSequence(Tensor input, RecurrentWeights weights, Tensor firstHidden) : RecurrentSequence(input, weights, firstHidden, gates: 1)
{
    protected override Tensor GateBias() => Weights.InputBias + Weights.HiddenBias;

    protected override void Forward(int t, Tensor hiddenBefore)
    {
        var sum = Step(Gates, t);
        sum.Backend.MatMul(hiddenBefore, HiddenWeights, sum, accumulate: true);
        sum.Backend.Unary(UnaryOperation.Tanh, sum, Step(Hidden, t), 0);
    }

    protected override void Backward(int t, Tensor hiddenBefore, Tensor hiddenGrad, ref Tensor? cellGrad, Tensor gatesGrad, Tensor recurrentGrad)
    {
        var hidden = Step(Hidden, t);
        hidden.Backend.UnaryGrad(UnaryOperation.Tanh, Step(Gates, t), hidden, hiddenGrad, gatesGrad, 0);
    }
}
