using DeepLearning.Tensors;

namespace DeepLearning.Layers;

/// <summary>Turns each row into probabilities, <c>y_i = exp(x_i) / Σ_j exp(x_j)</c>.</summary>
/// <remarks>X, Y [N, M]; no row overflows. To train with cross-entropy, leave it away and use <c>SoftmaxCrossEntropy</c>, which contains it.
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
