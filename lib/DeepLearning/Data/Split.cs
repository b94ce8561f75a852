using DeepLearning.Tensors;

namespace DeepLearning.Data;

/// <summary>Features and targets, to learn from and to be judged by.</summary>
/// <param name="TrainX">Features of the training rows [N, features].</param>
/// <param name="TrainY">Targets of the training rows [N, outputs].</param>
/// <param name="TestX">Features of the test rows [M, features].</param>
/// <param name="TestY">Targets of the test rows [M, outputs].</param>
/// <remarks>Of <c>double[,]</c> in chapters 1 and 2, of <see cref="Tensor"/> from chapter 3 on. <c>var (trainX, trainY, testX, testY) = split;</c> takes it apart.</remarks>
public sealed record Split<T>(T TrainX, T TrainY, T TestX, T TestY);

/// <summary>Turns a split of matrices into one of tensors.</summary>
public static class SplitExtensions
{
    /// <summary>The same split in single precision.</summary>
    public static Split<Tensor> ToTensors(this Split<double[,]> split)
    {
        ArgumentNullException.ThrowIfNull(split);
        return new(Tensor.FromArray(split.TrainX), Tensor.FromArray(split.TrainY), Tensor.FromArray(split.TestX), Tensor.FromArray(split.TestY));
    }
}
