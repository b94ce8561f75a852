using DeepLearning.Analysis;
using DeepLearning.Layers;
using DeepLearning.Tensors;
using static DeepLearning.Tests.Layers.Draw;

namespace DeepLearning.Tests.Contributing;

/// <summary>ln(1 + eˣ) of every element: a ReLU with a round corner.</summary>
/// <remarks>Written as max(x, 0) + ln(1 + e⁻|ˣ|), which does not overflow. Source: Dugas et al. (2001).</remarks>
public sealed class Softplus : DeepLearning.Modules.Activation
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => input.Relu() + ((-input.Abs()).Exp() + 1f).Log();
}

/// <summary>The same for the book's framework, where the backward is written by hand: dX = σ(X) · dY.</summary>
public sealed class SoftplusOperation : Operation
{
    /// <inheritdoc/>
    protected override Tensor Output(Tensor input) => new Softplus().Forward(input);

    /// <inheritdoc/>
    protected override Tensor InputGrad(Tensor outputGrad) => outputGrad * Input.Sigmoid();
}

public class SoftplusTests
{
    [Fact]
    public void Backward_agrees_with_central_differences() =>
        Assert.True(GradientCheck.Of(new SoftplusOperation(), Normal([3, 4])).Passed);

    [Fact]
    public void Large_numbers_do_not_overflow() =>
        Assert.Equal([0, 100], new Softplus().Call(Tensor.FromArray([-100, 100])).ToArray());
}
