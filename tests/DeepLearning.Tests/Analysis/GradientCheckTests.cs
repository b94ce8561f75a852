using DeepLearning.Analysis;
using DeepLearning.Layers;
using DeepLearning.Losses;
using DeepLearning.Tensors;
using DeepLearning.Tests.Layers;

namespace DeepLearning.Tests.Analysis;

public class GradientCheckTests
{
    private static readonly Tensor X = Draw.Normal([3, 4]);

    [Fact]
    public void A_right_gradient_of_ones_own_function_passes()
    {
        var report = GradientCheck.Of("Square", x => x.Square(), (x, grad) => grad * x * 2, X);
        Assert.True(report.Passed, report.Message);
        Assert.Equal("All gradients agree with finite differences: Square.InputGrad.", report.ToString());
        report.ThrowIfFailed();
    }

    [Fact]
    public void A_wrong_gradient_is_named_entry_by_entry()
    {
        var at = Tensor.FromArray([1, 3], [1, 2]);
        var report = GradientCheck.Of("Square", x => x.Square(), (x, grad) => grad * x, at, mostEntries: 1000);
        Assert.False(report.Passed);
        Assert.Equal(2, report.Mismatches.Count);
        var first = report.Mismatches[0];
        Assert.Equal(first.FiniteDifference / 2, first.Got, 1e-3);
        Assert.Matches(@"^Square\.InputGrad\[0,0\]: got -?\d\.\d{4}, finite difference -?\d\.\d{4} \(tolerance 1e-3\)$", first.ToString());
        Assert.Equal(report.Message, Assert.Throws<InvalidOperationException>(report.ThrowIfFailed).Message);
    }

    [Fact]
    public void A_mismatch_reads_as_a_sentence() =>
        Assert.Equal("Conv2D.InputGrad[1,0,2,3]: got 0.4127, finite difference 0.3981 (tolerance 1e-3)",
            new GradientMismatch("Conv2D.InputGrad[1,0,2,3]", 0.41271, 0.39812, 1e-3).ToString());

    [Fact]
    public void Many_mismatches_are_shortened_and_counted_in_text_and_html()
    {
        var report = GradientCheck.Of("<Square>", x => x.Square(), (_, grad) => grad * 0, X + 5);
        Assert.EndsWith("… and 4 more", report.Message, StringComparison.Ordinal);
        Assert.Contains("✗ 12 differ", report.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("&lt;Square&gt;.InputGrad[0,0]", report.ToHtml(), StringComparison.Ordinal);
        Assert.DoesNotContain("<Square>", report.ToHtml(), StringComparison.Ordinal);
        Assert.Contains("✓ agrees", GradientCheck.Of(new Sigmoid(), X).ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_input_and_the_parameters_are_as_before_afterwards()
    {
        var (layer, x) = (new Dense(2), X.Clone());
        layer.Forward(x);
        var weights = layer.Parameters[0].Value.ToArray();
        GradientCheck.Of(layer, x);
        Assert.Equal(X.ToArray(), x.ToArray());
        Assert.Equal(weights, layer.Parameters[0].Value.ToArray());
    }

    [Fact]
    public void Of_a_large_tensor_a_random_part_is_looked_at()
    {
        var gradient = GradientCheck.Of(new Tanh(), Draw.Normal([50, 40]), mostEntries: 100).Gradients[0];
        Assert.Equal((100, 0), (gradient.Entries, gradient.Mismatches.Count));
    }

    [Fact]
    public void The_kink_of_a_ReLU_beside_an_input_is_no_mismatch()
    {
        var report = GradientCheck.Of(new ReLU(), Tensor.FromArray([0.005f, -0.005f, 0.004f, 2], [2, 2]));
        Assert.True(report.Passed, report.Message);
    }

    // The errors that published code was seen to make.
    [Fact]
    public void A_ReLU_whose_mask_comes_from_the_output_is_caught() =>
        Assert.False(GradientCheck.Of("ReLU", x => x.Relu(), (_, grad) => grad, X).Passed);

    [Fact]
    public void A_convolution_that_does_not_turn_its_filter_on_the_way_back_is_caught()
    {
        var filter = Draw.Normal([1, 1, 3, 3], 8);
        var report = GradientCheck.Of("Conv2D", x => new Convolution2D(filter, padding: 1).Forward(x),
            (_, grad) => new Convolution2D(filter, padding: 1).Forward(grad), Draw.Normal([2, 1, 4, 5]));
        Assert.False(report.Passed);
    }

    [Fact]
    public void A_normalised_loss_whose_gradient_ignores_the_normalisation_is_caught() =>
        Assert.False(GradientCheck.Of(new HalfNormalized(), X.Abs() + 0.1f, Tensor.Zeros([3, 4])).Passed);

    [Fact]
    public void A_small_gradient_that_is_twice_too_large_is_caught()
    {
        Assert.True(GradientCheck.Of("Mean", x => x.Square().Mean(), (x, grad) => x * (2f / x.Size) * grad.Item(),
            Draw.Normal([50, 40])).Passed);
        Assert.False(GradientCheck.Of("Mean", x => x.Square().Mean(), (x, grad) => x * (4f / x.Size) * grad.Item(),
            Draw.Normal([50, 40])).Passed);
    }

    [Fact]
    public void A_gradient_of_another_shape_than_the_input_is_refused()
    {
        Assert.Equal("Mine.Backward: 'inputGrad' has shape [4, 3]; expected [3, 4].",
            Assert.Throws<ShapeException>(() => GradientCheck.Of("Mine", x => x, (_, grad) => grad.Transpose(), X)).Message);
    }

    [Fact]
    public void A_parameter_without_a_gradient_is_reported()
    {
        Assert.Equal("Forgetful.Backward did not set the gradient of parameter [1].",
            Assert.Throws<InvalidOperationException>(() => GradientCheck.Of(new Forgetful(), X)).Message);
    }

    private sealed class Forgetful : Operation
    {
        public override IReadOnlyList<Parameter> Parameters { get; } = [new(Tensor.Ones([1]))];

        protected override Tensor Output(Tensor input) => input;

        protected override Tensor InputGrad(Tensor outputGrad) => outputGrad;
    }

    private sealed class HalfNormalized : Loss
    {
        private Tensor? _normalized;

        protected override float Output(Tensor prediction, Tensor target)
        {
            _normalized = prediction / prediction.Sum(1, keepAxis: true);
            return (_normalized - target).Square().Sum().Item() / prediction.Shape[0];
        }

        protected override Tensor InputGrad() => (_normalized! - Target) * (2f / Target.Shape[0]);
    }
}
