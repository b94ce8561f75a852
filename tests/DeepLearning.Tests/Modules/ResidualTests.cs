using DeepLearning.Autograd;
using DeepLearning.Modules;
using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Modules;

/// <summary>What chapter 12 is built of: residual blocks, global average pooling, Kaiming's start, label smoothing.</summary>
[Collection(nameof(ModuleGenerator))]
public class ResidualTests
{
    private static Tensor Normal(int seed, Shape shape) =>
        Tensor.FromArray((ReadOnlySpan<double>)new RandomState((uint)seed).Randn(shape.Size), shape);

    [Fact]
    public void A_block_adds_its_body_to_its_input()
    {
        Module.Seed(1);
        var block = new ResidualBlock(3, 3);
        var x = Normal(2, [2, 3, 5, 4]);
        Assert.Null(block.Shortcut);
        Assert.Equal((x + block.Body.Call(x)).Relu().ToArray(), block.Call(x).ToArray());
    }

    [Fact]
    public void A_body_of_zeros_leaves_the_identity()
    {
        var block = new ResidualBlock(3, 3);
        ((BatchNorm2d)block.Body[4]).Weight.Fill(0);
        var x = Normal(3, [2, 3, 5, 4]).Relu();
        Assert.Equal(x.ToArray(), block.Call(x).ToArray());
    }

    [Fact]
    public void A_block_that_changes_the_shape_has_a_shortcut_with_weights()
    {
        var block = new ResidualBlock(2, 4, stride: 2);
        Assert.Equal([3, 4, 3, 4], block.Call(Normal(4, [3, 2, 5, 7])).Shape);
        Assert.Equal([4, 2, 1, 1], ((Conv2d)block.Shortcut![0]).Weight.Shape);
        // Two convolutions, the shortcut's, and scale and shift of three norms.
        Assert.Equal(2 * 4 * 9 + 4 * 4 * 9 + 2 * 4 + 3 * 8, block.Parameters().Sum(parameter => parameter.Size));
        Assert.NotNull(new ResidualBlock(2, 2, stride: 2).Shortcut);
        Assert.NotNull(new ResidualBlock(2, 3).Shortcut);
    }

    [Fact]
    public void Blocks_refuse_what_does_not_fit()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResidualBlock(0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResidualBlock(2, 2, stride: 0));
        Assert.Throws<ShapeException>(() => new ResidualBlock(2, 2).Call(Tensor.Zeros([1, 3, 4, 4])));
    }

    [Fact]
    public void Global_average_pooling_gives_the_mean_of_each_map()
    {
        var x = Normal(5, [2, 3, 4, 5]);
        var pooled = new GlobalAvgPool2d().Call(x);
        Assert.Equal([2, 3], pooled.Shape);
        for (var n = 0; n < 2; n++)
            for (var c = 0; c < 3; c++)
                Assert.Equal(x.ToArray().Skip((n * 3 + c) * 20).Take(20).Average(), pooled[n, c], 1e-6);
        Assert.Equal("GlobalAvgPool2d.Forward: 'input' has shape [2, 3]; expected [*, *, *, *].",
            Assert.Throws<ShapeException>(() => new GlobalAvgPool2d().Call(Tensor.Zeros([2, 3]))).Message);
        Assert.Contains("has no mean", Assert.Throws<ShapeException>(() => new GlobalAvgPool2d().Call(Tensor.Zeros([2, 3, 0, 4]))).Message);
    }

    [Fact]
    public void Kaiming_draws_in_place_with_the_deviation_of_the_fan_in()
    {
        var conv = new Conv2d(8, 50, 3);
        Module.Seed(6);
        Assert.Same(conv.Weight, Init.KaimingNormal(conv.Weight));
        var values = conv.Weight.ToArray();
        Assert.Equal(0, values.Average(), 0.02);
        Assert.Equal(Math.Sqrt(2.0 / 72), Math.Sqrt(values.Average(v => (double)v * v)), 0.01);
        Assert.True(conv.Weight.RequiresGrad);
        Module.Seed(6);
        Assert.Equal(values, Init.KaimingNormal(Tensor.Zeros([50, 8, 3, 3])).ToArray());
    }

    [Fact]
    public void Kaiming_keeps_the_size_of_activations_through_twenty_layers()
    {
        Module.Seed(7);
        var x = Normal(8, [64, 100]);
        for (var layer = 0; layer < 20; layer++) x = x.MatMul(Init.KaimingNormal(Tensor.Zeros([100, 100])), transposeOther: true).Relu();
        Assert.InRange(x.Square().Mean().Item(), 0.2, 5);
    }

    [Fact]
    public void Kaiming_refuses_what_has_no_fan_in()
    {
        Assert.StartsWith("Init.KaimingNormal: 'weight' has shape [4]; expected [out, in]",
            Assert.Throws<ShapeException>(() => Init.KaimingNormal(Tensor.Zeros([4]))).Message);
        Assert.Throws<ShapeException>(() => Init.KaimingNormal(Tensor.Zeros([0, 4])));
    }

    [Fact]
    public void Label_smoothing_is_cross_entropy_with_smoothed_targets()
    {
        var logits = Normal(9, [3, 4]);
        logits.RequiresGrad = true;
        Tensor hard = Tensor.FromArray(new float[,] { { 0, 1, 0, 0 }, { 0, 0, 0, 1 }, { 1, 0, 0, 0 } }), soft = hard * 0.8f + 0.05f;
        Functional.CrossEntropy(logits, soft).Backward();
        var (value, grad) = (Functional.CrossEntropy(logits, soft).Item(), logits.Grad!.ToArray());
        logits.Grad = null;

        var loss = new CrossEntropyLoss(labelSmoothing: 0.2f);
        loss.Call(logits, hard).Backward();
        Assert.Equal(value, loss.Call(logits, hard).Item(), 1e-6);
        Assert.All(grad.Zip(logits.Grad!.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        logits.Grad = null;

        loss.Call(logits, [1, 3, 0]).Backward();
        Assert.Equal(value, loss.Call(logits, [1, 3, 0]).Item(), 1e-6);
        Assert.All(grad.Zip(logits.Grad!.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        Assert.Equal(3 * value, new CrossEntropyLoss(LossReduction.Sum, 0.2f).Call(logits, hard).Item(), 1e-5);
    }

    [Theory, InlineData(-0.1f), InlineData(1.5f), InlineData(float.NaN)]
    public void Label_smoothing_outside_0_to_1_is_refused(float share) =>
        Assert.Contains("CrossEntropyLoss: the label smoothing is",
            Assert.Throws<ArgumentOutOfRangeException>(() => new CrossEntropyLoss(labelSmoothing: share)).Message);
}
