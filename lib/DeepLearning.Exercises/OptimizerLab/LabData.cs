using DeepLearning.Data;
using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises.OptimizerLab;

/// <summary>The rows of the lab: some to learn from, some to choose settings by, and the test rows for the very end.</summary>
/// <param name="TrainX">Images to learn from [N, 784].</param>
/// <param name="TrainY">Their labels, one-hot [N, 10].</param>
/// <param name="ValidationX">Images by which settings are chosen [M, 784].</param>
/// <param name="ValidationY">Their labels, one-hot [M, 10].</param>
/// <param name="TestX">Images for the last comparison [K, 784].</param>
/// <param name="TestY">Their labels, one-hot [K, 10].</param>
/// <param name="Epochs">How often a run of the study sees every training row.</param>
public sealed record LabData(Tensor TrainX, Tensor TrainY, Tensor ValidationX, Tensor ValidationY, Tensor TestX, Tensor TestY, int Epochs)
{
    /// <summary>MNIST, standardised as in chapter 4. Settings are chosen by training images drawn at random, which no run learns
    /// from.</summary>
    /// <remarks>At random, since the file is in no random order: its last images are easier to read than the others. In short 10,000
    /// images to learn from, 2,000 to choose by, 2 epochs; in full 55,000, 5,000 and 10. The 10,000 test images are always all
    /// there.</remarks>
    /// <param name="full">Whether to take all images.</param>
    /// <exception cref="IOException">The data folder or a file is missing.</exception>
    public static LabData Load(bool full)
    {
        var mnist = Mnist.Load().StandardizedSplit();
        int[] order = new RandomState(10).Permutation(mnist.TrainX.Shape[0]);
        int validation = full ? 5_000 : 2_000;
        int[] choose = order[..validation], learn = full ? order[validation..] : order[validation..(validation + 10_000)];
        return new(mnist.TrainX.Rows(learn), mnist.TrainY.Rows(learn), mnist.TrainX.Rows(choose), mnist.TrainY.Rows(choose), mnist.TestX,
            mnist.TestY, full ? 10 : 2);
    }
}
