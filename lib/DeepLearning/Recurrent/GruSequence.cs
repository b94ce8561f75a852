using DeepLearning.Tensors;

namespace DeepLearning.Recurrent;

/// <summary>The gated recurrent unit; see <see cref="Backend.GruStep"/>.</summary>
internal sealed class GruSequence : RecurrentSequence
{
    private readonly Tensor _recurrent;

    public GruSequence(Tensor input, RecurrentWeights weights, Tensor firstHidden) : base(input, weights, firstHidden, gates: 3) =>
        _recurrent = Tensor.Uninitialized([Steps * Batch, GateWidth], input.Device);

    // The hidden state's bias must stay with its product, which the reset gate multiplies.
    protected override Tensor GateBias() => Weights.InputBias;

    protected override bool RecurrentGradIsGatesGrad => false;

    protected override bool AddsToDirectShare => true;

    protected override void Forward(int t, Tensor hiddenBefore)
    {
        var recurrent = Step(_recurrent, t);
        var backend = recurrent.Backend;
        backend.MatMul(hiddenBefore, HiddenWeights, Weights.HiddenBias, recurrent);
        backend.GruStep(Step(Gates, t), recurrent, hiddenBefore, Step(Hidden, t));
    }

    protected override void Backward(int t, Tensor hiddenBefore, Tensor hiddenGrad, ref Tensor? cellGrad, Tensor gatesGrad, Tensor recurrentGrad) =>
        hiddenGrad.Backend.GruStepGrad(Step(Gates, t), Step(_recurrent, t), hiddenBefore, hiddenGrad, gatesGrad, recurrentGrad);
}
