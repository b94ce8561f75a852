using DeepLearning.Analysis;
using DeepLearning.Layers;
using DeepLearning.Losses;
using DeepLearning.Modules;
using DeepLearning.Tensors;
using DeepLearning.Tests.Layers;

namespace DeepLearning.Tests.Losses;

public class LossTests
{
    private static readonly Tensor OneHot = Tensor.FromArray([0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0], [4, 3]);

    [Fact]
    public void Class_numbers_for_one_hot_rows_and_the_reverse_are_named()
    {
        var (logits, numbers) = (Draw.Normal([3, 10]), Tensor.FromArray([1f, 2, 9]));
        Assert.Equal("SoftmaxCrossEntropy.Forward: 'target' has shape [3], as class numbers have; expected a row for each, [3, 10]. " +
            "OneHot.Encode(labels, 10) makes them of class numbers (int[]).",
            Assert.Throws<ShapeException>(() => new SoftmaxCrossEntropy().Forward(logits, numbers)).Message);
        Assert.StartsWith("CrossEntropy: 'targets' has shape [3, 1], as class numbers have; expected a row for each, [3, 10].",
            Assert.Throws<ShapeException>(() => new CrossEntropyLoss().Call(logits, numbers.Reshape(3, 1))).Message);
        Assert.Equal("CrossEntropy: 'targets' has shape [3, 4]; expected [3, 10].",
            Assert.Throws<ShapeException>(() => new CrossEntropyLoss().Call(logits, Tensor.Ones([3, 4]))).Message);
        Assert.Equal("CrossEntropy: there are 30 labels for logits of shape [3, 10], as many as one-hot rows have entries; expected 3 " +
            "class numbers. One-hot rows are passed as a tensor [3, 10].",
            Assert.Throws<ShapeException>(() => new CrossEntropyLoss().Call(logits, new int[30])).Message);
        Assert.Equal("CrossEntropy: there are 4 labels for logits of shape [3, 10]; expected 3, a class number for each row.",
            Assert.Throws<ShapeException>(() => new CrossEntropyLoss().Call(logits, new int[4])).Message);
    }

    [Fact]
    public void Mean_squared_error_by_hand()
    {
        var loss = new MeanSquaredError();
        Assert.Equal(7, loss.Forward(Tensor.FromArray([1, 2, 3, 4], [2, 2]), Tensor.FromArray([1, 1, 1, 1], [2, 2])));
        Assert.Equal([0, 1, 2, 3], loss.Backward().ToArray());
    }

    [Fact]
    public void Cross_entropy_of_equal_logits_is_the_logarithm_of_the_number_of_classes()
    {
        var loss = new SoftmaxCrossEntropy();
        Assert.Equal(Math.Log(3), loss.Forward(Tensor.Zeros([4, 3]), OneHot), 6);
        Assert.Equal([1f / 12, -1f / 6, 1f / 12], loss.Backward().ToArray()[..3].Select(x => MathF.Round(x, 6)),
            (a, b) => MathF.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Cross_entropy_of_huge_logits_neither_overflows_nor_loses_the_gradient()
    {
        var loss = new SoftmaxCrossEntropy();
        Assert.Equal(2000, loss.Forward(Tensor.FromArray([1000, -1000], [1, 2]), Tensor.FromArray([0, 1], [1, 2])), 3);
        Assert.Equal([1, -1], loss.Backward().ToArray());
    }

    [Fact]
    public void The_books_printed_cross_entropy_counts_the_wrong_classes_too()
    {
        var p = new double[] { 0.2, 0.3, 0.5 };
        var logits = Tensor.FromArray(p.Select(x => Math.Log(x)).ToArray(), [1, 3]);
        var target = Tensor.FromArray([0, 0, 1], [1, 3]);
        Assert.Equal(-Math.Log(0.5) - Math.Log(0.8) - Math.Log(0.7),
            new SoftmaxCrossEntropy(CrossEntropyForm.PrintedInTheBook).Forward(logits, target), 5);
        Assert.Equal(-Math.Log(0.5), new SoftmaxCrossEntropy().Forward(logits, target), 5);
        // Certain and wrong: the book clips p at 1e-9 instead of returning infinity.
        Assert.Equal(-2 * Math.Log(1e-9), new SoftmaxCrossEntropy(CrossEntropyForm.PrintedInTheBook).Forward(
            Tensor.FromArray([200, -200], [1, 2]), Tensor.FromArray([0, 1], [1, 2])), 3);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25f, 0.5f)]
    public void The_printed_loss_is_bit_for_bit_its_formula(float low, float high)
    {
        var (logits, target) = (Draw.Normal([50, 4]) * 8, Tensor.Full([50, 4], low));
        for (var row = 0; row < 50; row++) target[row, row % 4] = high;
        var (probabilities, right, sum) = (new Softmax().Forward(logits).ToArray(), target.ToArray(), 0.0);
        for (var i = 0; i < right.Length; i++)
        {
            var p = Math.Clamp(probabilities[i], 1e-9, 1 - 1e-9);
            sum -= right[i] * Math.Log(p) + (1 - right[i]) * Math.Log(1 - p);
        }
        Assert.Equal((float)(sum / 50), new SoftmaxCrossEntropy(CrossEntropyForm.PrintedInTheBook).Forward(logits, target));
    }

    [Fact]
    public void The_books_printed_cross_entropy_does_not_belong_to_its_gradient()
    {
        Assert.False(GradientCheck.Of(new SoftmaxCrossEntropy(CrossEntropyForm.PrintedInTheBook), Draw.Normal([4, 3]), OneHot).Passed);
    }

    [Theory]
    [InlineData("mean squared error")]
    [InlineData("normalised mean squared error")]
    [InlineData("softmax cross-entropy")]
    public void Gradients_match_central_differences(string name)
    {
        Loss loss = name switch
        {
            "mean squared error" => new MeanSquaredError(),
            "softmax cross-entropy" => new SoftmaxCrossEntropy(),
            _ => new MeanSquaredError(normalize: true),
        };
        var prediction = name.StartsWith("norm", StringComparison.Ordinal) ? Draw.Normal([4, 3]).Abs() + 0.2f : Draw.Normal([4, 3]);
        var report = GradientCheck.Of(loss, prediction, OneHot);
        Assert.True(report.Passed, report.Message);
    }

    [Fact]
    public void Predictions_and_targets_of_different_shapes_are_refused()
    {
        Assert.Equal("MeanSquaredError.Forward: 'target' has shape [4]; expected [4, 1].",
            Assert.Throws<ShapeException>(() => new MeanSquaredError().Forward(Tensor.Ones([4, 1]), Tensor.Ones([4]))).Message);
        Assert.Equal("SoftmaxCrossEntropy.Forward: 'prediction' has shape [4]; expected [*, *].",
            Assert.Throws<ShapeException>(() => new SoftmaxCrossEntropy().Forward(Tensor.Ones([4]), Tensor.Ones([4]))).Message);
        Assert.Equal("MeanSquaredError.Forward: 'prediction' has shape [0, 1]; expected the batch as its first axis, and at least one row.",
            Assert.Throws<ShapeException>(() => new MeanSquaredError().Forward(Tensor.Ones([0, 1]), Tensor.Ones([0, 1]))).Message);
        Assert.Equal("MeanSquaredError.Forward: 'prediction' has shape [2]; expected [*, *].",
            Assert.Throws<ShapeException>(() => new MeanSquaredError(normalize: true).Forward(Tensor.Ones([2]), Tensor.Ones([2]))).Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Backward_before_forward_is_refused(bool squared)
    {
        Loss loss = squared ? new MeanSquaredError() : new SoftmaxCrossEntropy();
        Assert.StartsWith($"{loss.Name}.Backward: call Forward first.", Assert.Throws<InvalidOperationException>(loss.Backward).Message,
            StringComparison.Ordinal);
    }
}
