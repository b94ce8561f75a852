using System.Text;
using DeepLearning.Serialization;
using DeepLearning.Tensors;
using static DeepLearning.Tests.Layers.Draw;

namespace DeepLearning.Tests.Serialization;

public class SafeTensorsTests
{
    [Fact]
    public void Our_bytes_are_those_of_an_independent_writer()
    {
        using var folder = new TemporaryFolder();
        SafeTensors.Save(folder["ramp.safetensors"],
        [
            ("b.weight", Tensor.FromArray([0, 0.25f, 0.5f, 0.75f, 1, 1.25f], [2, 3])), ("a", Tensor.Scalar(-1.5f)),
            ("b.bias", Tensor.Zeros([0])), ("Z", Tensor.FromArray([0, 1, 2, 3], [4, 1, 1])),
        ]);
        Assert.Equal(File.ReadAllBytes(TorchNet.Fixture("ramp.safetensors")), File.ReadAllBytes(folder["ramp.safetensors"]));
        Assert.Equal(["ramp.safetensors"], folder.Files);
    }

    [Theory]
    [InlineData("half", "F16")]
    [InlineData("brain", "BF16")]
    public void Halves_are_widened_without_loss(string name, string type)
    {
        var file = SafeTensors.Load(TorchNet.Fixture("halves.safetensors"));
        Assert.Equal(type, file.TypeOf(name));
        Assert.Equal(Array.ConvertAll(file[$"{name}.wide"].ToArray(), BitsOf), Array.ConvertAll(file[name].ToArray(), BitsOf));

        // There are many numbers that are none; one is enough.
        static uint BitsOf(float value) => float.IsNaN(value) ? 0x7fc00000 : BitConverter.SingleToUInt32Bits(value);
    }

    [Fact]
    public void Other_types_empty_tensors_single_numbers_and_notes_are_read()
    {
        var file = SafeTensors.Load(TorchNet.Fixture("kinds.safetensors"));
        Assert.Equal("a \"quoted\" line\nand another, größer 🦝", file.Metadata["note"]);
        Assert.Equal([1, 0.1f, float.PositiveInfinity, -3], file["double"].ToArray());
        Assert.Equal(2.5f, file["scalar"].Item());
        Assert.Equal(Shape.Create([3, 0, 2]), file["empty"].Shape);
        Assert.Equal([1, 2], file["größe \"🦝\""].ToArray());
        Assert.Equal("I64", file.TypeOf("long"));
        Assert.Equal("kinds.safetensors: tensor 'long' holds I64; only F32, F16, BF16 and F64 are read as a tensor.",
            Assert.Throws<InvalidDataException>(() => file["long"]).Message);
        Assert.StartsWith("kinds.safetensors: there is no tensor 'other'. The file has ",
            Assert.Throws<InvalidDataException>(() => file["other"]).Message, StringComparison.Ordinal);
        Assert.Contains("  double F64 [2, 2]", file.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_saved_is_loaded_bit_by_bit_also_in_pieces()
    {
        using var folder = new TemporaryFolder();
        var (large, nan) = (Normal([100, 501], 1), Tensor.FromArray([float.NaN, -0f, float.NegativeInfinity]));
        SafeTensors.Save(folder["x"], [("large", large), ("größe \u0001\" 🦝", nan)], new Dictionary<string,
            string>
        { ["epoch"] = "7", ["empty"] = "" });
        var file = SafeTensors.Load(folder["x"]);
        Assert.Equal(large.ToArray(), file["large"].ToArray());
        Assert.Equal(large.Shape, file.ShapeOf("large"));
        Assert.Equal(Array.ConvertAll(nan.ToArray(), BitConverter.SingleToInt32Bits),
            Array.ConvertAll(file["größe \u0001\" 🦝"].ToArray(), BitConverter.SingleToInt32Bits));
        Assert.Equal(new Dictionary<string, string> { ["epoch"] = "7", ["empty"] = "" }, file.Metadata);
    }

    [Fact]
    public void Loaded_tensors_outlive_the_scope_in_which_they_were_loaded()
    {
        TensorFile file;
        using (new TensorScope()) file = SafeTensors.Load(TorchNet.Fixture("ramp.safetensors"));
        Assert.Equal([0, 1, 2, 3], file["Z"].ToArray());
    }

    [Fact]
    public void Names_that_no_file_can_hold_are_refused_before_anything_is_written()
    {
        using var folder = new TemporaryFolder();
        foreach (var names in new[] { new[] { "" }, ["a", "b", "a"], ["__metadata__"], ["\ud800"] })
            Assert.ThrowsAny<ArgumentException>(() => SafeTensors.Save(folder["x"], names.Select(name => (name, Tensor.Scalar(1)))));
        Assert.ThrowsAny<ArgumentException>(() => SafeTensors.Save(folder["x"], [], new Dictionary<string,
            string>
        { ["note"] = "\udc00" }));
        Assert.Empty(folder.Files);
    }

    public static TheoryData<string, int, string> Wrong => new()
    {
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "tensor 'a' has offsets 0 to 4; F32 [2] takes 8 bytes." },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "tensor 'a' has offsets 4 to 0; F32 [1] takes 4 bytes." },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "tensor 'a' ends at byte 8, but only 4 bytes follow the header: the file is cut short, or its offsets are wrong." },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 8, "4 bytes follow the last tensor; a safetensors file ends with it." },
        { """{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "tensor 'b' begins at byte 4 and so overlaps 'a', which ends at 8." },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12, "tensor 'b' begins at byte 8, but what is before it ends at 4: no gaps are allowed." },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "the name 'a' appears twice in the header." },
        { """{"":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "a tensor has an empty name." },
        { """{"a":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}}""", 4, "tensor 'a' has the dtype 'F31'; known are BOOL, " },
        { """{"a":{"dtype":"F32","shape":[65536,65536],"data_offsets":[0,0]}}""", 0, "tensor 'a' has the shape [65536, 65536], more than 2147483647 numbers" },
        { """{"a":{"dtype":"F32","shape":[4294967296,4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "tensor 'a' has the shape [4294967296, 4294967296, 4294967296], more than" },
        { """{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "tensor 'a' has a shape with something else than whole numbers of 0 or more." },
        { """{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "tensor 'a' has a shape with something else than whole numbers of 0 or more." },
        { """{"a":{"dtype":"F32","shape":[1""" + string.Concat(Enumerable.Repeat(",1", 32)) + """],"data_offsets":[0,4]}}""", 4, "tensor 'a' has a shape of more than 32 numbers." },
        { """{"a":{"dtype":"F32","shape":[1]}}""", 4, "tensor 'a' lacks its dtype, its shape or its two data_offsets." },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", 4, "tensor 'a' lacks its dtype, its shape or its two data_offsets." },
        { """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}}""", 4, "tensor 'a' has 'x', which is unknown or appears twice" },
        { """{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "tensor 'a' has 'dtype', which is unknown or appears twice" },
        { """{"a":{"dtype":7}}""", 4, "tensor 'a' needs text as its dtype." },
        { """{"a":7}""", 4, "tensor 'a' needs a JSON object." },
        { """{"__metadata__":{"x":1}}""", 0, "the metadata ('__metadata__') needs text as the value of 'x'." },
        { """{"__metadata__":7}""", 0, "the metadata ('__metadata__') needs a JSON object." },
        { """{"__metadata__":{"x":"1","x":"2"}}""", 0, "the note 'x' appears twice in the metadata." },
        { """{"a\u0000b":7}""", 0, "tensor 'a�b' needs a JSON object." },
        { """{"\ud800":7}""", 0, "the header is not the JSON that it ought to be: " },
        { """{"a":{"dtype":"F32","shape":[[1]],"data_offsets":[0,4]}}""", 4, "tensor 'a' has a shape with something else than whole numbers of 0 or more." },
        { """{"a":""", 0, "the header is not the JSON that it ought to be: " },
        { """{} x""", 0, "the header is not the JSON that it ought to be: " },
        { """ {}""", 0, "the header does not begin with '{'. Is this a safetensors file?" },
        { "", 0, "the header does not begin with '{'. Is this a safetensors file?" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_header_that_breaks_a_rule_is_refused_with_the_name_of_the_tensor(string json, int data, string message)
    {
        var error = Assert.Throws<InvalidDataException>(() => Load(Bytes(json, data)));
        Assert.StartsWith($"evil: {message}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sizes_that_are_not_there_take_no_memory()
    {
        byte[][] files = [[], [1, 2, 3], [.. BitConverter.GetBytes(1L << 50), 123], [.. BitConverter.GetBytes(99_999_999L), 123],
            [.. BitConverter.GetBytes(-1L), 123],
            Bytes("""{"a":{"dtype":"F32","shape":[2147483647],"data_offsets":[0,8589934588]}}""", 4)];
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var file in files) Assert.Throws<InvalidDataException>(() => Load(file));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Equal("evil: the header is said to have 1125899906842624 bytes; at most 100000000 are read. Is this a safetensors file?",
            Assert.Throws<InvalidDataException>(() => Load(files[2])).Message);
        Assert.Equal("evil: the header is said to have 99999999 bytes, but only 1 follow: the file is cut short, or no safetensors file.",
            Assert.Throws<InvalidDataException>(() => Load(files[3])).Message);
        Assert.Equal("evil: the file has 3 bytes; a safetensors file begins with eight that hold the length of its header.",
            Assert.Throws<InvalidDataException>(() => Load(files[1])).Message);
    }

    [Fact]
    public void A_header_that_is_not_text_is_refused() => Assert.Equal("evil: the header is not valid UTF-8.",
        Assert.Throws<InvalidDataException>(() => Load([2, 0, 0, 0, 0, 0, 0, 0, (byte)'{', 0xff])).Message);

    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        var whole = File.ReadAllBytes(TorchNet.Fixture("ramp.safetensors"));
        for (var length = 0; length < whole.Length; length++) Assert.Throws<InvalidDataException>(() => Load(whole[..length]));
        Assert.Equal(4, Load(whole).Names.Count);
    }

    private static TensorFile Load(byte[] bytes) => SafeTensors.Load(new MemoryStream(bytes), "evil");

    private static byte[] Bytes(string json, int data)
    {
        var header = Encoding.UTF8.GetBytes(json);
        return [.. BitConverter.GetBytes((long)header.Length), .. header, .. new byte[data]];
    }
}
