using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace DeepLearning.Data;

/// <summary>A file in the data folder, with the checksum that it must have.</summary>
internal sealed record DataFile(string Name, string Sha256)
{
    public const string Advice =
        "Restore it from the repository (git checkout data/) or download it anew; its SHA-256 is in data/README.md.";

    public static readonly DataFile Boston = new("boston.csv", "120db5f8f709a491d588944524e8734435be94c6e02973bdd0ea4fcbe8e51ea9");
    public static readonly DataFile TrainImages =
        new("train-images-idx3-ubyte.gz", "0b367032e93c5d0cea0925647cfdb18614af8ee15f83e6f2fc2ad904a6835971");
    public static readonly DataFile TrainLabels =
        new("train-labels-idx1-ubyte.gz", "1787548bbe0bff1ec2ecdc0ef292b02df999e2d1a6002d27500982c652b17203");
    public static readonly DataFile TestImages =
        new("t10k-images-idx3-ubyte.gz", "1a1a05eab793c14bb050b398624a11b0ffd1a2953baed553b1b9bd079e2a20be");
    public static readonly DataFile TestLabels =
        new("t10k-labels-idx1-ubyte.gz", "b91679a0acfe4ba0e50a2437a903084cba1f5f92592b016a25a7dfd00455798b");
    public static readonly DataFile AsYouLikeIt =
        new("as-you-like-it.txt", "eaa3526fe53859f34ecdf255712f9ecf0b2c903451d4755b2edaa2e2599cb0fc");
    public static readonly DataFile Raccoon = new("raccoon.ppm", "f182d354fad09aa049f68c805cde33642cf35da442aebb35f5ee8a20ad9b48ee");

    public static readonly DataFile TinyShakespeare =
        new("tiny-shakespeare.txt", "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed");

    /// <summary>The 60,000 images of clothes come in three files of 20,000: hosts of repositories dislike large files.</summary>
    public static readonly IReadOnlyList<DataFile> FashionTrainImages =
    [
        new("fashion/train-images-1-idx3-ubyte.gz", "6833bf9e158da70ee91a28ef3fd3f53f5543627b2eacf7adc5136a0f72d4543a"),
        new("fashion/train-images-2-idx3-ubyte.gz", "7cc9c61a0544058d21629718bd78b60a4b5624418c00cf73ae3753023b9c799c"),
        new("fashion/train-images-3-idx3-ubyte.gz", "b510f7b3b98d246562cf6de92e6c90d0712b047d673b9722a3251ecd7fa1510c"),
    ];
    public static readonly DataFile FashionTrainLabels =
        new("fashion/train-labels-idx1-ubyte.gz", "a578f3c9ec239359c0d23abadc5d55e4a4fb20df357215637b7a2f127b006a74");
    public static readonly DataFile FashionTestImages =
        new("fashion/t10k-images-idx3-ubyte.gz", "78cb45a589ec14266eab4ac0cb2e9e10a4c076ae2d337fe86383d761bff83f32");
    public static readonly DataFile FashionTestLabels =
        new("fashion/t10k-labels-idx1-ubyte.gz", "ae04cd950ab214637dd08f56319057c2ae10cbb660f742681f426479e3d51363");

    public static readonly IReadOnlyList<DataFile> All =
    [
        Boston, TrainImages, TrainLabels, TestImages, TestLabels, .. FashionTrainImages, FashionTrainLabels, FashionTestImages,
            FashionTestLabels,
        AsYouLikeIt, Raccoon, TinyShakespeare,
    ];

    // Loading again and again, as cells of a notebook do, hashes an unchanged file once.
    private static readonly ConcurrentDictionary<(string Path, long Length, DateTime Written), string> Hashes = new();

    /// <summary>Reads the file of the data folder, and checks it.</summary>
    public T Load<T>(Func<byte[], string, T> parse) => Load(DataFolder.PathOf(Name), parse);

    /// <summary>Reads a file, and checks it: what the parser finds wrong is more telling than a checksum, so it speaks first.</summary>
    /// <param name="path">Where the file is.</param>
    /// <param name="parse">Makes a value of the bytes; the text is the name to use in errors.</param>
    public T Load<T>(string path, Func<byte[], string, T> parse)
    {
        byte[] bytes = File.ReadAllBytes(path);
        string hash = Hash(path, bytes);
        string name = $"data/{Name}";
        T value;
        try
        {
            value = parse(bytes, name);
        }
        catch (InvalidDataException error) when (hash != Sha256)
        {
            throw new InvalidDataException($"{error.Message} {Advice}", error.InnerException);
        }
        return hash == Sha256 ? value : throw new InvalidDataException(
            $"{name}: the file is damaged or not the original: expected SHA-256 {Sha256}, found {hash}. {Advice}");
    }

    public string State(string folder)
    {
        string path = Path.Combine(folder, Name);
        if (!File.Exists(path)) return "missing";
        return Hash(path, File.ReadAllBytes(path)) == Sha256 ? "intact" : "damaged";
    }

    private static string Hash(string path, byte[] bytes) =>
        Hashes.GetOrAdd((Path.GetFullPath(path), bytes.LongLength, File.GetLastWriteTimeUtc(path)),
            static (_, bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes);
}
