using System.Buffers.Binary;
using System.IO.Compression;
using DeepLearning.Data;

namespace DeepLearning.Tests.Data;

public class MnistTests
{
    private static readonly Lazy<Mnist> Data = new(Mnist.Load);

    [Fact]
    public void The_set_has_60000_and_10000_images_with_the_known_mean_and_deviation()
    {
        var data = Data.Value;
        Assert.Equal((60_000, 10_000), (data.Train.Count, data.Test.Count));
        Assert.Equal(33.318421449829934, data.Mean, 12);
        Assert.Equal(78.56748998339798, data.StandardDeviation, 12);
        Assert.Equal([5, 0, 4, 1, 9], data.Train.Labels.Take(5));
        Assert.Equal([7, 2, 1, 0, 4], data.Test.Labels.Take(5));
        Assert.Equal((3f, 18f, 94f), (data.Train.Image(0)[5, 12], data.Train.Image(0)[5, 13], data.Train.Image(0)[6, 10]));
    }

    [Fact]
    public void The_standardised_split_is_the_books()
    {
        var (trainX, trainY, testX, testY) = Data.Value.StandardizedSplit();
        Assert.Equal([60_000, 784], trainX.Shape);
        Assert.Equal([10_000, 10], testY.Shape);
        float[] train = trainX.ToArray(), test = testX.ToArray();
        Assert.Equal((-0.42407f, 2.82154f), (MathF.Round(train.Min(), 5), MathF.Round(train.Max(), 5)));
        Assert.Equal((-0.42407f, 2.82154f), (MathF.Round(test.Min(), 5), MathF.Round(test.Max(), 5)));
        Assert.Equal([0, 0, 0, 0, 0, 1, 0, 0, 0, 0], trainY.ToArray()[..10]);
        Assert.Equal(10_000, testY.ToArray().Sum());
    }

    [Fact]
    public void Some_digits_or_the_first_images_keep_their_labels()
    {
        var threesAndSevens = Data.Value.Test.Only(3, 7);
        Assert.Equal(1010 + 1028, threesAndSevens.Count);
        Assert.Equal([7, 7, 3, 7, 3], threesAndSevens.Labels.Take(5));
        Assert.Equal(Data.Value.Test.Image(18), threesAndSevens.Image(2));
        var few = Data.Value.Test.Take(3);
        Assert.Equal((3, 2), (few.Count, few.Labels[1]));
        Assert.Equal([3, 784], few.Images().Shape);
        Assert.Equal(few.Image(1).Cast<float>().Select(v => v / 255), few.Images(scale: 255).Rows(1, 2).ToArray());
    }

    [Fact]
    public void Mistakes_are_named()
    {
        var few = Data.Value.Test.Take(2);
        Assert.Throws<ArgumentOutOfRangeException>(() => few.Image(2));
        Assert.StartsWith("MnistSet.Images: mean and scale must be finite and scale not 0, got 0 and 0.",
            Assert.Throws<ArgumentException>(() => few.Images(0, 0)).Message, StringComparison.Ordinal);
        Assert.StartsWith("OneHot.Encode: label 1 is 3; expected 0 to 2.",
            Assert.Throws<ArgumentException>(() => OneHot.Encode([2, 3], 3)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sound_files_are_read()
    {
        byte[] pixels = [.. Enumerable.Range(0, 2 * 784).Select(i => (byte)i)];
        Assert.Equal(pixels, Mnist.ParseImages(Packed(0x803, [2, 28, 28], pixels), "images.gz", 2));
        Assert.Equal([1, 9, 0], Mnist.ParseLabels(Packed(0x801, [3], [1, 9, 0]), "labels.gz", 3));
    }

    public static TheoryData<string, byte[]> DamagedImages => new()
    {
        { "found an empty file.", [] },
        { "packed with gzip, but the file does not begin with 1F 8B as gzip files do.", "<html>not found</html>"u8.ToArray() },
        { "found 1,583 bytes: the file is cut short.", Packed(0x803, [2, 28, 28], new byte[2 * 784 - 1]) },
        { "found 7 bytes: the file is cut short.", Pack([0, 0, 8, 3, 0, 0, 0]) },
        { "found more: the file is damaged, or something follows the last of the images.",
            Packed(0x803, [2, 28, 28], new byte[2 * 784 + 1]) },
        { "which begin with the number 00000803; found 00000801: this is another kind of file.", Packed(0x801, [2000], new byte[2000]) },
        { "the file says that it holds 3 images of 28x28.", Packed(0x803, [3, 28, 28], new byte[3 * 784]) },
        { "the file says that it holds 2147483647 images of 28x28.", Packed(0x803, [int.MaxValue, 28, 28], new byte[784]) },
    };

    [Theory]
    [MemberData(nameof(DamagedImages), DisableDiscoveryEnumeration = true)]
    public void Damaged_images_are_refused_with_what_was_expected_and_found(string message, byte[] packed)
    {
        string error = Assert.Throws<InvalidDataException>(() => Mnist.ParseImages(packed, "images.gz", 2)).Message;
        Assert.StartsWith("images.gz: expected 2 images of 28x28 (1,584 bytes after unpacking)", error, StringComparison.Ordinal);
        Assert.EndsWith(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_packed_file_that_was_cut_short_is_refused()
    {
        byte[] noise = new byte[2 * 784];
        new DeepLearning.Random.RandomState(1).RandInt(0, 256, noise.Length).Select(v => (byte)v).ToArray().CopyTo(noise, 0);
        byte[] packed = Packed(0x803, [2, 28, 28], noise);
        string error = Assert.Throws<InvalidDataException>(() => Mnist.ParseImages(packed[..800], "images.gz", 2)).Message;
        Assert.Matches(@"^images\.gz: expected 2 images of 28x28 \(1,584 bytes after unpacking\), found [\d,]+ bytes: the file is cut short( or damaged)?\.$", error);
        packed[700] ^= 0x10;
        packed[^6] ^= 0x10;
        error = Assert.Throws<InvalidDataException>(() => Mnist.ParseImages(packed, "images.gz", 2)).Message;
        Assert.EndsWith("the file is cut short or damaged.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_label_that_is_no_digit_is_refused() =>
        Assert.Equal("labels.gz: label 1 is 10; expected a digit from 0 to 9.",
            Assert.Throws<InvalidDataException>(() => Mnist.ParseLabels(Packed(0x801, [3], [1, 10, 0]), "labels.gz", 3)).Message);

    internal static byte[] Packed(int magic, int[] lengths, byte[] values)
    {
        var bytes = new byte[4 + 4 * lengths.Length + values.Length];
        BinaryPrimitives.WriteInt32BigEndian(bytes, magic);
        for (int i = 0; i < lengths.Length; i++) BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4 + 4 * i), lengths[i]);
        values.CopyTo(bytes, 4 + 4 * lengths.Length);
        return Pack(bytes);
    }

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress)) gzip.Write(bytes);
        return packed.ToArray();
    }
}
