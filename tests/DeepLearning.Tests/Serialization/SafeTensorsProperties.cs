using DeepLearning.Serialization;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Serialization;

/// <summary>What holds for all files, tried on some hundred random ones; a failure names the seed.</summary>
public class SafeTensorsProperties
{
    private static readonly string[] s_letters = [.. "a.b_Z0 \"\\/é🦝\u0001\n".EnumerateRunes().Select(rune => rune.ToString())];

    [Fact]
    public void Whatever_is_saved_comes_back_bit_by_bit()
    {
        using var folder = new TemporaryFolder();
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new System.Random(seed);
            var tensors = Enumerable.Range(0, random.Next(6)).Select(_ => Make(random)).DistinctBy(tensor => tensor.Name).ToList();
            var notes = tensors.ToDictionary(tensor => tensor.Name, _ => Name(random));
            SafeTensors.Save(folder["x"], tensors, notes);
            var file = SafeTensors.Load(folder["x"]);
            var same = file.Names.Order(StringComparer.Ordinal)
                .SequenceEqual(tensors.Select(tensor => tensor.Name).Order(StringComparer.Ordinal))
                && file.Metadata.OrderBy(note => note.Key).SequenceEqual(notes.OrderBy(note => note.Key))
                && tensors.TrueForAll(tensor => file.ShapeOf(tensor.Name) == tensor.Value.Shape
                    && Bits(file[tensor.Name]).SequenceEqual(Bits(tensor.Value)));
            Assert.True(same, $"seed {seed}: {file}");
        }
    }

    [Fact]
    public void Every_change_of_one_byte_gives_a_file_of_the_same_size_or_is_refused()
    {
        var whole = File.ReadAllBytes(TorchNet.Fixture("kinds.safetensors"));
        for (var at = 0; at < whole.Length; at++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                byte[] changed = [.. whole];
                changed[at] ^= (byte)(1 << bit);
                try
                {
                    var file = SafeTensors.Load(new MemoryStream(changed));
                    Assert.True(file.Names.Count == 8 && file.Names.All(name => file.ShapeOf(name).Size <= whole.Length),
                        $"byte {at}, bit {bit}: {file}");
                }
                catch (InvalidDataException)
                {
                    // Refused.
                }
            }
        }
    }

    private static (string Name, Tensor Value) Make(System.Random random)
    {
        var shape = Shape.Create([.. Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(5))]);
        // All patterns of bits are numbers, or none: both must come back.
        float[] values = [.. Enumerable.Range(0, shape.Size)
            .Select(_ => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)))];
        return (Name(random), Tensor.FromArray(values, shape));
    }

    private static string Name(System.Random random) =>
        string.Concat(Enumerable.Range(0, 1 + random.Next(8)).Select(_ => s_letters[random.Next(s_letters.Length)]));

    private static int[] Bits(Tensor tensor) => Array.ConvertAll(tensor.ToArray(), BitConverter.SingleToInt32Bits);
}
