using DeepLearning.Tensors;

namespace DeepLearning.Recurrent;

/// <summary>One time step of a plain recurrent network: <c>h' = tanh(W_ih x + b_ih + W_hh h + b_hh)</c>.</summary>
/// <remarks>x [N, In], h and h' [N, H]. The layer holds the weights; the node remembers what its step received. Source: Weidman (2019),
/// ch. 6.</remarks>
public sealed class RnnNode(RecurrentParameters parameters)
{
    private Tensor _input = null!, _hidden = null!, _output = null!;

    /// <summary>Computes h'.</summary>
    /// <exception cref="ShapeException">Input or state has another shape.</exception>
    /// <exception cref="ArgumentException">The parameters have another number of gates.</exception>
    public Tensor Forward(Tensor input, Tensor hidden)
    {
        parameters.ThrowUnlessFits(nameof(RnnNode), 1, input, hidden, cell: null);
        (_input, _hidden) = (input, hidden);
        return _output = (parameters.FromInput(input) + parameters.FromHidden(hidden)).Tanh();
    }

    /// <summary>Turns dL/dh' into dL/dx and dL/dh, and adds to the gradients of the weights.</summary>
    /// <exception cref="ShapeException">A gradient has another shape than the hidden state.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Forward"/> was not called before.</exception>
    public (Tensor Input, Tensor Hidden) Backward(Tensor outputGrad)
    {
        RecurrentParameters.ThrowUnlessFits(nameof(RnnNode), outputGrad, nameof(outputGrad), _hidden);
        var sumGrad = outputGrad * (1 - _output.Square());
        return parameters.Backward(_input, _hidden, sumGrad, sumGrad);
    }
}

/// <summary>h = tanh(W_ih x + b_ih + W_hh h_before + b_hh).</summary>
internal sealed class RnnSequence(Tensor input, RecurrentWeights weights, Tensor firstHidden)
    : RecurrentSequence(input, weights, firstHidden, gates: 1)
{
    protected override Tensor GateBias() => Weights.InputBias + Weights.HiddenBias;

    protected override void Forward(int t, Tensor hiddenBefore)
    {
        var sum = Step(Gates, t);
        sum.Backend.MatMul(hiddenBefore, HiddenWeights, sum, accumulate: true);
        sum.Backend.Unary(UnaryOperation.Tanh, sum, Step(Hidden, t), 0);
    }

    protected override void Backward(int t, Tensor hiddenBefore, Tensor hiddenGrad, ref Tensor? cellGrad, Tensor gatesGrad,
        Tensor recurrentGrad)
    {
        var hidden = Step(Hidden, t);
        hidden.Backend.UnaryGrad(UnaryOperation.Tanh, Step(Gates, t), hidden, hiddenGrad, gatesGrad, 0);
    }
}
