using DeepLearning.Tensors;

namespace DeepLearning.Recurrent;

/// <summary>One time step of a gated recurrent unit.</summary>
/// <remarks>
/// With a = W_ih x + b_ih and c = W_hh h + b_hh, cut into three: reset r = σ(a₁ + c₁), update z = σ(a₂ + c₂), candidate n = tanh(a₃ + r ·
/// c₃),
/// h' = (1 − z) · n + z · h. x [N, In]; all others [N, H]. Source: Cho et al. (2014); Weidman (2019), ch. 6, whose code reads the reset
/// gate's inputs for the update gate.
/// </remarks>
public sealed class GruNode(RecurrentParameters parameters)
{
    private Tensor _input = null!, _hidden = null!, _reset = null!, _update = null!, _candidate = null!, _memory = null!;

    /// <summary>Computes h'.</summary>
    /// <exception cref="ShapeException">Input or state has another shape.</exception>
    /// <exception cref="ArgumentException">The parameters have another number of gates.</exception>
    public Tensor Forward(Tensor input, Tensor hidden)
    {
        parameters.ThrowUnlessFits(nameof(GruNode), 3, input, hidden, cell: null);
        (_input, _hidden) = (input, hidden);
        var (a, c, width) = (parameters.FromInput(input), parameters.FromHidden(hidden), parameters.Width);
        _reset = (a.Columns(0, width) + c.Columns(0, width)).Sigmoid();
        _update = (a.Columns(width, 2 * width) + c.Columns(width, 2 * width)).Sigmoid();
        _memory = c.Columns(2 * width, 3 * width);
        _candidate = (a.Columns(2 * width, 3 * width) + _reset * _memory).Tanh();
        return (1 - _update) * _candidate + _update * hidden;
    }

    /// <summary>Turns dL/dh' into dL/dx and dL/dh, and adds to the gradients of the weights.</summary>
    /// <exception cref="ShapeException">A gradient has another shape than the hidden state.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Forward"/> was not called before.</exception>
    public (Tensor Input, Tensor Hidden) Backward(Tensor outputGrad)
    {
        RecurrentParameters.ThrowUnlessFits(nameof(GruNode), outputGrad, nameof(outputGrad), _hidden);
        var candidateGrad = outputGrad * (1 - _update) * (1 - _candidate.Square());
        var updateGrad = outputGrad * (_hidden - _candidate) * _update * (1 - _update);
        var resetGrad = candidateGrad * _memory * _reset * (1 - _reset);
        var (input, hidden) = parameters.Backward(_input, _hidden,
            Tensor.Concat(resetGrad, updateGrad, candidateGrad), Tensor.Concat(resetGrad, updateGrad, candidateGrad * _reset));
        // The hidden state also reaches the next one directly, through the update gate.
        return (input, hidden + outputGrad * _update);
    }
}

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

    protected override void Backward(int t, Tensor hiddenBefore, Tensor hiddenGrad, ref Tensor? cellGrad, Tensor gatesGrad,
        Tensor recurrentGrad) =>
        hiddenGrad.Backend.GruStepGrad(Step(Gates, t), Step(_recurrent, t), hiddenBefore, hiddenGrad, gatesGrad, recurrentGrad);
}
