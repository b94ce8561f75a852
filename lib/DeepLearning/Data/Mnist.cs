using DeepLearning.Tensors;

namespace DeepLearning.Data;

/// <summary>MNIST: 60,000 handwritten digits to train on and 10,000 to test on.</summary>
/// <remarks>LeCun, Cortes and Burges (1998). The card is in <c>data/README.md</c>.</remarks>
public sealed class Mnist
{
    private Mnist(MnistSet train, MnistSet test)
    {
        (Train, Test) = (train, test);
        (Mean, StandardDeviation) = train.Statistics();
    }

    /// <summary>The 60,000 images to train on.</summary>
    public MnistSet Train { get; }

    /// <summary>The 10,000 images to test on.</summary>
    public MnistSet Test { get; }

    /// <summary>The mean of all training pixels, 33.318….</summary>
    public double Mean { get; }

    /// <summary>The standard deviation of all training pixels, 78.567….</summary>
    public double StandardDeviation { get; }

    /// <summary>Reads the four files in <c>data</c> and checks them.</summary>
    /// <exception cref="IOException">The folder or a file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is cut short, damaged or another one; the message says what was expected and
    /// found.</exception>
    public static Mnist Load() => new(
        Read(DataFile.TrainImages, DataFile.TrainLabels, 60_000), Read(DataFile.TestImages, DataFile.TestLabels, 10_000));

    /// <summary>
    /// Images [N, 784] less the mean of the training pixels, divided by their standard deviation: from −0.42407 to 2.82154; labels one-hot
    /// [N, 10].
    /// </summary>
    /// <remarks>The book's preparation: one mean and one deviation for all pixels, those of the training set also for the test
    /// set.</remarks>
    public Split<Tensor> StandardizedSplit() => new(
        Train.Images(Mean, StandardDeviation), Train.OneHotLabels(), Test.Images(Mean, StandardDeviation), Test.OneHotLabels());

    internal static byte[] ParseImages(byte[] packed, string name, int count) =>
        IdxFile.Parse(packed, name, "images", count, MnistSet.Side, MnistSet.Side);

    internal static int[] ParseLabels(byte[] packed, string name, int count)
    {
        byte[] labels = IdxFile.Parse(packed, name, "labels", count);
        int wrong = Array.FindIndex(labels, label => label >= MnistSet.Classes);
        return wrong < 0 ? [.. labels.Select(label => (int)label)]
            : throw new InvalidDataException($"{name}: label {wrong} is {labels[wrong]}; expected a digit from 0 to 9.");
    }

    private static MnistSet Read(DataFile images, DataFile labels, int count) => new(
        images.Load((bytes, name) => ParseImages(bytes, name, count)), labels.Load((bytes, name) => ParseLabels(bytes, name, count)));
}
