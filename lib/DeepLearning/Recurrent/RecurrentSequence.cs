using DeepLearning.Tensors;

namespace DeepLearning.Recurrent;

/// <summary>A recurrent layer over a whole sequence, forward and backward through time, time outermost.</summary>
/// <remarks>
/// What does not depend on the step before is done for all T steps in one product: the input's part of the gates on the way forward, the
/// gradients of all
/// weights and of the input on the way back. Only the product with the hidden state and the element-wise step remain in the loop.
/// Input [T, N, In]; hidden states [T, N, H].
/// </remarks>
internal abstract class RecurrentSequence(Tensor input, RecurrentWeights weights, Tensor firstHidden, int gates)
{
    /// <summary>Rows T·N of the input.</summary>
    private readonly Tensor _rows = input.Reshape(-1, input.Shape[2]);

    /// <summary>The first hidden state, then those of all steps [(T+1)·N, H].</summary>
    private Tensor _states = null!;

    /// <summary>The number of steps T.</summary>
    public int Steps { get; } = input.Shape[0];

    /// <summary>The number of sequences N.</summary>
    public int Batch { get; } = input.Shape[1];

    protected int Width { get; } = firstHidden.Shape[1];

    protected RecurrentWeights Weights { get; } = weights;

    protected Tensor FirstHidden { get; } = firstHidden;

    /// <summary>Gates of all steps [T·N, G·H]: sums first, activated after their step.</summary>
    protected Tensor Gates { get; private set; } = null!;

    /// <summary>Hidden states of all steps [T·N, H].</summary>
    protected Tensor Hidden { get; private set; } = null!;

    /// <summary>Throws if an input [N, T, In] has no step: it would end in no state.</summary>
    public static void ThrowIfEmpty(Tensor input, string operation)
    {
        if (input.Shape[1] == 0)
            throw new ShapeException($"{operation}: '{nameof(input)}' has shape {input.Shape}; expected at least one step.");
    }

    /// <summary>The weights of the hidden state, made ready for the products of all steps.</summary>
    protected RightFactor HiddenWeights { get; private set; } = null!;

    /// <summary>The hidden state at the end [N, H].</summary>
    public Tensor LastHidden => Step(Hidden, Steps - 1);

    /// <summary>All hidden states [T, N, H].</summary>
    public Tensor Forward()
    {
        Gates = Tensor.Uninitialized([Steps * Batch, GateWidth], input.Device);
        Gates.Backend.MatMul(_rows, new RightFactor(Weights.Input, IsTransposed: true), GateBias(), Gates);
        HiddenWeights = Gates.Backend.Prepare(Weights.Hidden, transposeB: true);
        // The first state lies before those of the steps: the gradient of the weights meets each step's state before.
        _states = Tensor.Uninitialized([(Steps + 1) * Batch, Width], Gates.Device);
        Hidden = Part(_states, 1, Steps + 1);
        Gates.Backend.Copy(FirstHidden, Step(_states, 0));
        for (var t = 0; t < Steps; t++) Forward(t, HiddenBefore(t));
        return Hidden.Reshape(Steps, Batch, Width);
    }

    /// <summary>Gradients of everything, given those of all hidden states [T, N, H]; those of the last states may come with them. That of
    /// the input can be left out.</summary>
    public RecurrentGrads Backward(Tensor hiddenGrad, Tensor? lastHiddenGrad = null, Tensor? lastCellGrad = null, bool withInput = true)
    {
        var device = Gates.Device;
        var gatesGrad = Tensor.Uninitialized(Gates.Shape, device);
        var recurrentGrad = RecurrentGradIsGatesGrad ? gatesGrad : Tensor.Uninitialized(Gates.Shape, device);
        var rows = hiddenGrad.Reshape(-1, Width);
        var carried = lastHiddenGrad?.Clone() ?? Tensor.Zeros([Batch, Width], device);
        var cellGrad = lastCellGrad?.Clone();
        var weights = carried.Backend.Prepare(Weights.Hidden, transposeB: false);
        for (var t = Steps - 1; t >= 0; t--)
        {
            carried.Backend.AddScaled(Step(rows, t), 1, carried);
            Backward(t, HiddenBefore(t), carried, ref cellGrad, Step(gatesGrad, t), Step(recurrentGrad, t));
            // What is left in carried is the direct share; the hidden state before also acted through the gates.
            carried.Backend.MatMul(Step(recurrentGrad, t), weights, carried, accumulate: AddsToDirectShare);
        }
        var inputBiasGrad = gatesGrad.Sum(0);
        var grads = new RecurrentWeights(
            gatesGrad.MatMul(_rows, transposeThis: true),
            recurrentGrad.MatMul(Part(_states, 0, Steps), transposeThis: true),
            inputBiasGrad,
            RecurrentGradIsGatesGrad ? inputBiasGrad : recurrentGrad.Sum(0));
        return new(grads, withInput ? gatesGrad.MatMul(Weights.Input).Reshape(input.Shape.AsSpan()) : null, carried, cellGrad);
    }

    /// <summary>The biases that can be added before the loop.</summary>
    protected abstract Tensor GateBias();

    /// <summary>Whether both gate sums are simply added, so that their gradients are the same.</summary>
    protected virtual bool RecurrentGradIsGatesGrad => true;

    /// <summary>Whether the hidden state before reaches the next one directly, too.</summary>
    protected virtual bool AddsToDirectShare => false;

    protected abstract void Forward(int t, Tensor hiddenBefore);

    protected abstract void Backward(int t, Tensor hiddenBefore, Tensor hiddenGrad, ref Tensor? cellGrad, Tensor gatesGrad,
        Tensor recurrentGrad);

    protected Tensor HiddenBefore(int t) => Step(_states, t);

    /// <summary>The N rows of a step, sharing memory.</summary>
    protected Tensor Step(Tensor all, int t) => Part(all, t, t + 1);

    private Tensor Part(Tensor all, int from, int to) => all.View(from * Batch * all.Shape[1], [(to - from) * Batch, all.Shape[1]]);

    protected int GateWidth => gates * Width;
}
