using DeepLearning.Data;
using DeepLearning.Random;

namespace DeepLearning.Tests.Data;

public class TrainTestSplitTests
{
    private static readonly double[,] X = { { 0, 0 }, { 1, 10 }, { 2, 20 }, { 3, 30 }, { 4, 40 } },
        Y = { { 0 }, { 100 }, { 200 }, { 300 }, { 400 } };

    [Fact]
    public void The_first_of_a_permutation_are_tested_on_and_features_stay_with_their_targets()
    {
        int[] order = new RandomState(3).Permutation(5);
        var split = TrainTestSplit.Of(X, Y, 0.3, seed: 3);
        Assert.Equal(order[..2].Select(i => (double)i), Column(split.TestX, 0));
        Assert.Equal(order[2..].Select(i => (double)i), Column(split.TrainX, 0));
        Assert.Equal(Column(split.TestX, 0).Select(v => 10 * v), Column(split.TestX, 1));
        Assert.Equal(Column(split.TestX, 0).Select(v => 100 * v), Column(split.TestY, 0));
        Assert.Equal(Column(split.TrainX, 0).Select(v => 100 * v), Column(split.TrainY, 0));
    }

    [Fact]
    public void Tensors_hold_the_same_split()
    {
        var split = TrainTestSplit.Of(X, Y, 0.3, seed: 3);
        var tensors = split.ToTensors();
        Assert.Equal([3, 2], tensors.TrainX.Shape);
        Assert.Equal(split.TrainX.Cast<double>().Select(v => (float)v), tensors.TrainX.ToArray());
        Assert.Equal(split.TrainY.Cast<double>().Select(v => (float)v), tensors.TrainY.ToArray());
        Assert.Equal(split.TestX.Cast<double>().Select(v => (float)v), tensors.TestX.ToArray());
        Assert.Equal(split.TestY.Cast<double>().Select(v => (float)v), tensors.TestY.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-0.5)]
    [InlineData(0.99)]
    [InlineData(double.NaN)]
    public void A_fraction_that_leaves_nothing_is_refused(double fraction) =>
        Assert.StartsWith($"TrainTestSplit: a fraction of {fraction} of 5 rows leaves nothing to train or nothing to test on.",
            Assert.Throws<ArgumentException>(() => TrainTestSplit.Of(X, Y, fraction, 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void Features_and_targets_of_different_length_are_refused() =>
        Assert.StartsWith("TrainTestSplit: 5 rows of features, but 2 rows of targets.",
            Assert.Throws<ArgumentException>(() => TrainTestSplit.Of(X, new double[2, 1], 0.3, 1)).Message, StringComparison.Ordinal);

    private static IEnumerable<double> Column(double[,] matrix, int column) =>
        Enumerable.Range(0, matrix.GetLength(0)).Select(i => matrix[i, column]);
}
