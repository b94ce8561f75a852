using DeepLearning.Layers;
using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Recurrent;

/// <summary>What the steps of one recurrent layer share: weights from the input and from the hidden state to all gates, and a bias for
/// each.</summary>
/// <remarks>G gates under one another, as in PyTorch: Input [G·H, In], Hidden [G·H, H], InputBias and HiddenBias [G·H].</remarks>
public sealed class RecurrentParameters
{
    /// <summary>Draws weights of standard deviation 1/√H; biases start at zero.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive, or too large.</exception>
    public RecurrentParameters(int inputs, int width, int gates, RandomState random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(gates);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, int.MaxValue / gates);
        var scale = 1 / Math.Sqrt(width);
        Input = new(Initialization.Normal([gates * width, inputs], random, scale), "input weight");
        Hidden = new(Initialization.Normal([gates * width, width], random, scale), "hidden weight");
        InputBias = new(Tensor.Zeros([gates * width]), "input bias");
        HiddenBias = new(Tensor.Zeros([gates * width]), "hidden bias");
        ZeroGrad();
    }

    /// <summary>Weights from the input [G·H, In].</summary>
    public Parameter Input { get; }

    /// <summary>Weights from the hidden state [G·H, H].</summary>
    public Parameter Hidden { get; }

    /// <summary>Bias of the input's part [G·H].</summary>
    public Parameter InputBias { get; }

    /// <summary>Bias of the hidden state's part [G·H].</summary>
    public Parameter HiddenBias { get; }

    /// <summary>All four.</summary>
    public IReadOnlyList<Parameter> All => [Input, Hidden, InputBias, HiddenBias];

    /// <summary>The number of hidden units H.</summary>
    public int Width => Hidden.Value.Shape[1];

    /// <summary>Sets all gradients to zero: the steps of a sequence add to them.</summary>
    public void ZeroGrad()
    {
        foreach (var parameter in All) parameter.Grad = Tensor.Zeros(parameter.Value.Shape, parameter.Value.Device).Keep();
    }

    /// <summary>Throws unless these parameters, and what a step gets, are those of a node of so many gates.</summary>
    internal void ThrowUnlessFits(string node, int gates, Tensor input, Tensor hidden, Tensor? cell)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(hidden);
        if (Hidden.Value.Shape[0] != gates * Width)
            throw new ArgumentException($"{node}.Forward: the parameters are those of {Hidden.Value.Shape[0] / Width} gates; expected {gates}.");
        ShapeException.ThrowUnless(input.Shape, [Dim.Any, Input.Value.Shape[1]], $"{node}.Forward", nameof(input));
        ShapeException.ThrowUnless(hidden.Shape, [input.Shape[0], Width], $"{node}.Forward", nameof(hidden));
        if (cell is not null) ShapeException.ThrowUnlessEqual(cell.Shape, hidden.Shape, $"{node}.Forward", nameof(cell));
    }

    /// <summary>Throws unless a gradient has the shape of the hidden state that Forward remembered.</summary>
    internal static void ThrowUnlessFits(string node, Tensor grad, string argument, Tensor? hidden)
    {
        ArgumentNullException.ThrowIfNull(grad, argument);
        if (hidden is null) throw new InvalidOperationException($"{node}.Backward: call Forward first.");
        ShapeException.ThrowUnlessEqual(grad.Shape, hidden.Shape, $"{node}.Backward", argument);
    }

    /// <summary>The sums that enter the gates from the input, X W_ihᵀ + b_ih [N, G·H].</summary>
    internal Tensor FromInput(Tensor input) => input.MatMul(Input.Value, transposeOther: true) + InputBias.Value;

    /// <summary>The sums that enter the gates from the hidden state, H W_hhᵀ + b_hh [N, G·H].</summary>
    internal Tensor FromHidden(Tensor hidden) => hidden.MatMul(Hidden.Value, transposeOther: true) + HiddenBias.Value;

    /// <summary>Adds a step's share to all gradients, given those of both sums, and returns the gradients of input and hidden
    /// state.</summary>
    internal (Tensor Input, Tensor Hidden) Backward(Tensor input, Tensor hidden, Tensor inputSumGrad, Tensor hiddenSumGrad)
    {
        Input.Grad!.AddInPlace(inputSumGrad.MatMul(input, transposeThis: true));
        InputBias.Grad!.AddInPlace(inputSumGrad.Sum(0));
        Hidden.Grad!.AddInPlace(hiddenSumGrad.MatMul(hidden, transposeThis: true));
        HiddenBias.Grad!.AddInPlace(hiddenSumGrad.Sum(0));
        return (inputSumGrad.MatMul(Input.Value), hiddenSumGrad.MatMul(Hidden.Value));
    }
}

/// <summary>The weights of one recurrent layer, in PyTorch's layout: G gates under one another.</summary>
/// <param name="Input">W_ih [G·H, In].</param>
/// <param name="Hidden">W_hh [G·H, H].</param>
/// <param name="InputBias">b_ih [G·H].</param>
/// <param name="HiddenBias">b_hh [G·H].</param>
internal readonly record struct RecurrentWeights(Tensor Input, Tensor Hidden, Tensor InputBias, Tensor HiddenBias);

/// <summary>Their gradients, and those of the input (if asked for) and of the first hidden (and cell) state.</summary>
internal readonly record struct RecurrentGrads(RecurrentWeights Weights, Tensor? Input, Tensor FirstHidden, Tensor? FirstCell);
