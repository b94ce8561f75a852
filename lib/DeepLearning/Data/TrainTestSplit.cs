using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Data;

/// <summary>Sets random rows aside as a test set.</summary>
/// <remarks>Draws one permutation of the rows; its first ⌈fraction · rows⌉ are the test rows, the rest in that order the training rows, as
/// scikit-learn does.</remarks>
public static class TrainTestSplit
{
    /// <summary>The numbers of the training rows and of the test rows.</summary>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="testFraction">The share to test on, between 0 and 1.</param>
    /// <param name="seed">The seed of the permutation.</param>
    /// <exception cref="ArgumentException">The fraction is not between 0 and 1, or leaves no row to train or to test on.</exception>
    public static (int[] Train, int[] Test) Indices(int rows, double testFraction, long seed)
    {
        int test = testFraction is > 0 and < 1 ? (int)Math.Ceiling(testFraction * rows) : -1;
        if (test < 1 || test >= rows)
            throw new ArgumentException($"TrainTestSplit: a fraction of {testFraction} of {rows} rows leaves nothing to train or " +
                "nothing to test on.", nameof(testFraction));
        int[] order = new RandomState(seed).Permutation(rows);
        return (order[test..], order[..test]);
    }

    /// <summary>The rows of both matrices, split alike.</summary>
    /// <param name="features">X [N, features].</param>
    /// <param name="targets">Y [N, outputs].</param>
    /// <param name="testFraction">The share to test on, between 0 and 1.</param>
    /// <param name="seed">The seed of the permutation.</param>
    /// <exception cref="ArgumentException">The numbers of rows differ, or the fraction leaves no row to train or to test on.</exception>
    public static Split<double[,]> Of(double[,] features, double[,] targets, double testFraction, long seed)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(targets);
        int rows = features.GetLength(0);
        if (targets.GetLength(0) != rows)
            throw new ArgumentException($"TrainTestSplit: {rows} rows of features, but {targets.GetLength(0)} rows of targets.",
                nameof(targets));
        var (train, test) = Indices(rows, testFraction, seed);
        return new(Rows(features, train), Rows(targets, train), Rows(features, test), Rows(targets, test));
    }

    private static double[,] Rows(double[,] matrix, int[] rows)
    {
        int width = matrix.GetLength(1);
        var taken = new double[rows.Length, width];
        for (int i = 0; i < rows.Length; i++)
            for (int j = 0; j < width; j++) taken[i, j] = matrix[rows[i], j];
        return taken;
    }
}

/// <summary>Features and targets, to learn from and to be judged by.</summary>
/// <param name="TrainX">Features of the training rows [N, features].</param>
/// <param name="TrainY">Targets of the training rows [N, outputs].</param>
/// <param name="TestX">Features of the test rows [M, features].</param>
/// <param name="TestY">Targets of the test rows [M, outputs].</param>
/// <remarks>Of <c>double[,]</c> in chapters 1 and 2, of <see cref="Tensor"/> from chapter 3 on. <c>var (trainX, trainY, testX, testY) =
/// split;</c> takes it apart.</remarks>
public sealed record Split<T>(T TrainX, T TrainY, T TestX, T TestY);

/// <summary>Turns a split of matrices into one of tensors.</summary>
public static class SplitExtensions
{
    /// <summary>The same split in single precision.</summary>
    public static Split<Tensor> ToTensors(this Split<double[,]> split)
    {
        ArgumentNullException.ThrowIfNull(split);
        return new(Tensor.FromArray(split.TrainX), Tensor.FromArray(split.TrainY), Tensor.FromArray(split.TestX),
            Tensor.FromArray(split.TestY));
    }
}
