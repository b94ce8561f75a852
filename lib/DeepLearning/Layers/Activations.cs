using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>The activation that does nothing, <c>y = x</c>; the book calls it linear.</summary>
/// <remarks>Any shape. Source: Weidman (2019), ch. 3.</remarks>
public sealed class Identity : Operation
{
    /// <inheritdoc/>
    protected override Tensor Output(Tensor input) => input;

    /// <inheritdoc/>
    protected override Tensor InputGrad(Tensor outputGrad) => outputGrad;
}

/// <summary>Squeezes every number into (0, 1), <c>y = σ(x) = 1 / (1 + e⁻ˣ)</c>.</summary>
/// <remarks>Any shape. Its slope is at most 1/4, so that gradients shrink on their way through many of them. Source: Weidman (2019), ch.
/// 3.</remarks>
public sealed class Sigmoid : Operation
{
    /// <inheritdoc/>
    protected override Tensor Output(Tensor input) => input.Sigmoid();

    // σ' = σ (1 − σ), and σ is at hand: dL/dx = dL/dy · y (1 − y)
    /// <inheritdoc/>
    protected override Tensor InputGrad(Tensor outputGrad) => Input.UnaryGrad(UnaryOperation.Sigmoid, LastOutput, outputGrad);
}

/// <summary>Squeezes every number into (−1, 1), <c>y = tanh x = (eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)</c>.</summary>
/// <remarks>Any shape. Steeper than <see cref="Sigmoid"/> (its slope is up to 1) and centred on 0. Source: Weidman (2019), ch. 4.</remarks>
public sealed class Tanh : Operation
{
    /// <inheritdoc/>
    protected override Tensor Output(Tensor input) => input.Tanh();

    // tanh' = 1 − tanh², and tanh is at hand: dL/dx = dL/dy · (1 − y²)
    /// <inheritdoc/>
    protected override Tensor InputGrad(Tensor outputGrad) => Input.UnaryGrad(UnaryOperation.Tanh, LastOutput, outputGrad);
}

/// <summary>Lets positive numbers through and stops the others, <c>y = max(x, 0)</c>.</summary>
/// <remarks>Any shape. Cheap, and its slope of 1 does not shrink gradients; where x ≤ 0 nothing flows back. Source: Nair and Hinton
/// (2010).</remarks>
public sealed class ReLU : Operation
{
    /// <inheritdoc/>
    protected override Tensor Output(Tensor input) => input.Relu();

    // The slope is 1 where the input was positive and 0 elsewhere. (The input decides: the output is never negative.)
    /// <inheritdoc/>
    protected override Tensor InputGrad(Tensor outputGrad) => Input.UnaryGrad(UnaryOperation.Relu, LastOutput, outputGrad);
}

/// <summary>Lets positive numbers through and a little of the others, <c>y = x where x &gt; 0, else slope · x</c>.</summary>
/// <remarks>Any shape. Source: Maas et al. (2013).</remarks>
public sealed class LeakyReLU : Operation
{
    private readonly float _slope;

    /// <summary>Makes the activation.</summary>
    /// <param name="slope">What is left of a negative number; the book's is 0.2.</param>
    /// <exception cref="ArgumentOutOfRangeException">The slope is not a number.</exception>
    public LeakyReLU(float slope = 0.2f) =>
        _slope = float.IsFinite(slope) ? slope : throw new ArgumentOutOfRangeException(nameof(slope), slope,
            "LeakyReLU: the slope must be a number.");

    /// <inheritdoc/>
    protected override Tensor Output(Tensor input) => input.Unary(UnaryOperation.LeakyRelu, _slope);

    // The slope is 1 where the input was positive, and what was chosen elsewhere.
    /// <inheritdoc/>
    protected override Tensor InputGrad(Tensor outputGrad) => Input.UnaryGrad(UnaryOperation.LeakyRelu, LastOutput, outputGrad, _slope);
}

/// <summary>Turns each row into probabilities, <c>y_i = exp(x_i) / Σ_j exp(x_j)</c>.</summary>
/// <remarks>X, Y [N, M]; no row overflows. To train with cross-entropy, leave it away and use <c>SoftmaxCrossEntropy</c>, which contains
/// it.
/// Source: Bridle (1990); Weidman (2019), ch. 4.</remarks>
public sealed class Softmax : Operation
{
    /// <inheritdoc/>
    protected override Tensor Output(Tensor input)
    {
        ShapeException.ThrowUnless(input.Shape, [Dim.Any, Dim.Any], "Softmax.Forward", nameof(input));
        var result = Tensor.Uninitialized(input.Shape, input.Device);
        input.Backend.Softmax(input, result);
        return result;
    }

    // Every output of a row depends on every input: dy_i/dx_j = y_i (δ_ij − y_j), so dL/dx_j = y_j (g_j − Σ_i g_i y_i) with g = dL/dy
    /// <inheritdoc/>
    protected override Tensor InputGrad(Tensor outputGrad)
    {
        var result = Tensor.Uninitialized(outputGrad.Shape, outputGrad.Device);
        outputGrad.Backend.SoftmaxGrad(LastOutput, outputGrad, result);
        return result;
    }
}
