using DeepLearning.Optimizers;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Contributing;

/// <summary>Steps of one length, whatever the size of the gradient: <c>w −= rate · g / (|g| + ε)</c>.</summary>
/// <remarks>Source: Nesterov (1984).</remarks>
public sealed class NormalizedSgd(float learningRate = 0.01f) : Optimizer(learningRate)
{
    /// <inheritdoc/>
    protected override void Update(Tensor parameter, Tensor gradient) =>
        parameter.AddInPlace(gradient, -LearningRate / (gradient.Square().Sum().Sqrt().Item() + 1e-8f));
}

public class NormalizedSgdTests
{
    [Fact]
    public void A_step_is_as_long_as_the_rate()
    {
        var parameter = Tensor.FromArray([1, 1]);
        parameter.Grad = Tensor.FromArray([300, 400]);
        new NormalizedSgd(0.5f).Step([parameter]);
        Assert.Equal(0.5, (parameter - 1f).Square().Sum().Sqrt().Item(), 1e-6);
    }
}
