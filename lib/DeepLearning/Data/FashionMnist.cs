using DeepLearning.Tensors;

namespace DeepLearning.Data;

/// <summary>Fashion-MNIST: 60,000 pictures of clothing to train on and 10,000 to test on, in the form of <see cref="Mnist"/>.</summary>
/// <remarks>Xiao, Rasul and Vollgraf (2017). The card is in <c>data/README.md</c>.</remarks>
public sealed class FashionMnist
{
    private const int PerFile = 20_000;

    private FashionMnist(MnistSet train, MnistSet test)
    {
        (Train, Test) = (train, test);
        (Mean, StandardDeviation) = train.Statistics();
    }

    /// <summary>What the classes 0 to 9 are called.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
        ["T-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"];

    /// <summary>The 60,000 images to train on.</summary>
    public MnistSet Train { get; }

    /// <summary>The 10,000 images to test on.</summary>
    public MnistSet Test { get; }

    /// <summary>The mean of all training pixels, 72.940….</summary>
    public double Mean { get; }

    /// <summary>The standard deviation of all training pixels, 90.021….</summary>
    public double StandardDeviation { get; }

    /// <summary>Reads the six files in <c>data/fashion</c> and checks them.</summary>
    /// <exception cref="IOException">The folder or a file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is cut short, damaged or another one; the message says what was expected and
    /// found.</exception>
    public static FashionMnist Load() => new(
        Read(DataFile.FashionTrainImages, PerFile, DataFile.FashionTrainLabels),
        Read([DataFile.FashionTestImages], 10_000, DataFile.FashionTestLabels));

    /// <summary>
    /// Images [N, 784] less the mean of the training pixels, divided by their standard deviation; labels one-hot [N, 10].
    /// </summary>
    public Split<Tensor> StandardizedSplit() => new(
        Train.Images(Mean, StandardDeviation), Train.OneHotLabels(), Test.Images(Mean, StandardDeviation), Test.OneHotLabels());

    private static MnistSet Read(IReadOnlyList<DataFile> images, int count, DataFile labels) => new(
        [.. images.SelectMany(file => file.Load((bytes, name) => Mnist.ParseImages(bytes, name, count)))],
        labels.Load((bytes, name) => Mnist.ParseLabels(bytes, name, count * images.Count)));
}
