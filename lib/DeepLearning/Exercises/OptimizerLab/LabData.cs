using DeepLearning.Data;
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
    /// <summary>MNIST, standardised as in chapter 4. Settings are chosen by the last training images, which no run learns from.</summary>
    /// <remarks>In short 10,000 images to learn from, 2,000 to choose by, 2 epochs; in full 55,000, 5,000 and 10. The 10,000 test images are always all there.</remarks>
    /// <param name="full">Whether to take all images.</param>
    /// <exception cref="IOException">The data folder or a file is missing.</exception>
    public static LabData Load(bool full)
    {
        var mnist = Mnist.Load().StandardizedSplit();
        int all = mnist.TrainX.Shape[0], validation = full ? 5_000 : 2_000;
        int train = full ? all - validation : 10_000;
        return new(mnist.TrainX.Rows(0, train), mnist.TrainY.Rows(0, train), mnist.TrainX.Rows(all - validation, all), mnist.TrainY.Rows(all - validation, all),
            mnist.TestX, mnist.TestY, full ? 10 : 2);
    }
}
