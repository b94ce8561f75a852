using DeepLearning.Data;

namespace DeepLearning.Tests.Data;

public sealed class FashionMnistTests : IDisposable
{
    private static readonly Lazy<FashionMnist> Data = new(FashionMnist.Load);

    private readonly string _root = Directory.CreateTempSubdirectory("dl-fashion-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_set_has_60000_and_10000_images_of_ten_classes_with_the_known_mean_and_deviation()
    {
        var data = Data.Value;
        Assert.Equal((60_000, 10_000), (data.Train.Count, data.Test.Count));
        Assert.Equal(72.94035223214286, data.Mean, 12);
        Assert.Equal(90.02118235130524, data.StandardDeviation, 12);
        Assert.All(Enumerable.Range(0, 10), label => Assert.Equal((6000, 1000),
            (data.Train.Labels.Count(l => l == label), data.Test.Labels.Count(l => l == label))));
        Assert.Equal(10, FashionMnist.ClassNames.Distinct().Count());
    }

    [Fact]
    public void Images_and_labels_belong_together_over_the_bounds_of_the_files()
    {
        var data = Data.Value;
        Assert.Equal([9, 0, 0, 3, 0, 2, 7, 2], data.Train.Labels.Take(8));
        Assert.Equal([9, 2, 1, 1, 6, 1, 4, 6], data.Test.Labels.Take(8));
        Assert.Equal((6f, 0f, 176f, 217f), (data.Train.Image(0)[5, 12], data.Train.Image(0)[5, 13], data.Train.Image(0)[5, 16],
            data.Train.Image(0)[14, 14]));
        // The first pixels of the second and the third file, in the place that their order gives them.
        foreach (int file in new[] { 1, 2 })
        {
            byte[] pixels = DataFile.FashionTrainImages[file].Load((bytes, name) => Mnist.ParseImages(bytes, name, 20_000));
            Assert.True(pixels.AsSpan(0, 784).SequenceEqual(data.Train.Pixels.Slice(file * 20_000 * 784, 784)));
        }
    }

    [Fact]
    public void The_standardised_split_has_mean_0_and_deviation_1()
    {
        var (trainX, trainY, testX, testY) = Data.Value.StandardizedSplit();
        Assert.Equal("[60000, 784] [10000, 10]", $"{trainX.Shape} {testY.Shape}");
        float[] values = trainX.ToArray();
        Assert.Equal(0, values.Average(v => (double)v), 5);
        Assert.Equal(1, values.Average(v => (double)v * v), 5);
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 1], trainY.ToArray()[..10]);
        Assert.Equal(10_000, testX.Shape[0]);
    }

    [Fact]
    public void A_truncated_a_mislabelled_and_an_exchanged_file_say_so()
    {
        var file = DataFile.FashionTrainImages[1];
        string path = Path.Combine(_root, "images.gz");
        string Message() => Assert.Throws<InvalidDataException>(() =>
            file.Load(path, (bytes, name) => Mnist.ParseImages(bytes, name, 20_000))).Message;

        byte[] whole = File.ReadAllBytes(DataFolder.PathOf(file.Name));
        File.WriteAllBytes(path, whole[..(whole.Length / 3)]);
        Assert.Matches("^data/fashion/train-images-2-idx3-ubyte\\.gz: expected 20000 images of 28x28 \\(15,680,016 bytes after " +
            "unpacking\\), found [0-9],[0-9]{3},[0-9]{3} bytes: " +
            "the file is cut short( or damaged)?\\. Restore it from the repository", Message());
        File.Copy(DataFolder.PathOf(DataFile.FashionTrainLabels.Name), path, overwrite: true);
        Assert.Contains("found 00000801: this is another kind of file. Restore it", Message(), StringComparison.Ordinal);
        // The third file in the second one's place has the right form: only the checksum tells.
        File.Copy(DataFolder.PathOf(DataFile.FashionTrainImages[2].Name), path, overwrite: true);
        Assert.StartsWith("data/fashion/train-images-2-idx3-ubyte.gz: the file is damaged or not the original: expected SHA-256 7cc9c61a",
            Message(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        Directory.CreateDirectory(Path.Combine(_root, "fashion"));
        File.Copy(DataFolder.PathOf("fashion/t10k-labels-idx1-ubyte.gz"), Path.Combine(_root, "fashion", "t10k-labels-idx1-ubyte.gz"));
        var report = DataFolder.Verify(_root);
        Assert.Equal("intact", report.Files.Single(f => f.Name == "fashion/t10k-labels-idx1-ubyte.gz").State);
        Assert.Equal("missing", report.Files.Single(f => f.Name == "fashion/t10k-images-idx3-ubyte.gz").State);
    }
}
