using DeepLearning.Tensors;
using DeepLearning.Training;

namespace DeepLearning.Tests.Training;

public class MetricsTests
{
    private static readonly Tensor Scores = Tensor.FromArray([0.9f, 0, 0.1f, 0, 3, 0, 1, 2, 0, 0, 1, 5], [4, 3]);
    private static readonly Tensor Right = Tensor.FromArray([1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1], [4, 3]);

    [Fact]
    public void Mean_absolute_and_root_mean_squared_error_by_hand()
    {
        var (p, t) = (Tensor.FromArray([1, 2, 3], [3, 1]), Tensor.FromArray([1, 4, -1], [3, 1]));
        Assert.Equal(2, Metrics.MeanAbsoluteError(p, t));
        Assert.Equal(Math.Sqrt(20 / 3.0), Metrics.RootMeanSquaredError(p, t));
    }

    [Fact]
    public void Accuracy_is_the_share_of_rows_whose_largest_number_is_right() => Assert.Equal(0.75, Metrics.Accuracy(Scores, Right));

    [Fact]
    public void A_confusion_matrix_counts_right_classes_by_rows()
    {
        var matrix = new ConfusionMatrix(Scores, Right);
        Assert.Equal(new[,] { { 1, 1, 0 }, { 0, 1, 0 }, { 0, 0, 1 } }, matrix.Counts);
        Assert.Equal((0.75, 0.5, 0.5, 1.0), (matrix.Accuracy, matrix.Recall(0), matrix.Precision(1), matrix.Precision(2)));
        Assert.Equal("right ↓ predicted →\n       0   1   2\n   0   1   1   0\n   1   0   1   0\n   2   0   0   1", matrix.ToString());
        Assert.Contains("background:rgba(213,94,0,0.75)\">1</td>", matrix.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Shapes_that_do_not_match_are_refused()
    {
        Assert.Equal("Metrics.MeanAbsoluteError: 'target' has shape [3]; expected [3, 1].",
            Assert.Throws<ShapeException>(() => Metrics.MeanAbsoluteError(Tensor.Ones([3, 1]), Tensor.Ones([3]))).Message);
        Assert.Equal("Metrics.RootMeanSquaredError: shape [0, 1] has no elements to average.",
            Assert.Throws<ShapeException>(() => Metrics.RootMeanSquaredError(Tensor.Ones([0, 1]), Tensor.Ones([0, 1]))).Message);
        Assert.Equal("Metrics.Accuracy: 'target' has shape [4]; expected [4, 3].",
            Assert.Throws<ShapeException>(() => Metrics.Accuracy(Scores, Tensor.Ones([4]))).Message);
        Assert.Equal("ConfusionMatrix: 'prediction' has shape [4]; expected [*, *].",
            Assert.Throws<ShapeException>(() => new ConfusionMatrix(Tensor.Ones([4]), Tensor.Ones([4]))).Message);
        Assert.Equal("Metrics.Accuracy: 'prediction' has shape [0, 3]; expected at least one row and one class.",
            Assert.Throws<ShapeException>(() => Metrics.Accuracy(Tensor.Ones([0, 3]), Tensor.Ones([0, 3]))).Message);
    }
}
