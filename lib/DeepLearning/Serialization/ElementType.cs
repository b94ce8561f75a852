using System.Buffers.Binary;

namespace DeepLearning.Serialization;

/// <summary>The kinds of numbers that a safetensors file can hold, by the names they have there.</summary>
internal static class ElementType
{
    public const string Float32 = "F32", Float64 = "F64", Float16 = "F16", BFloat16 = "BF16", Int32 = "I32", UInt32 = "U32";

    private static readonly Dictionary<string, int> s_sizes =
        new (string Names, int Size)[] { ("BOOL U8 I8 F8_E4M3 F8_E5M2 F8_E8M0", 1), ("U16 I16 F16 BF16", 2), ("U32 I32 F32", 4),
            ("U64 I64 F64 C64", 8) }
            .SelectMany(group => group.Names.Split(' ').Select(name => (name, group.Size))).ToDictionary();

    /// <summary>All names.</summary>
    public static string Names => string.Join(", ", s_sizes.Keys);

    /// <summary>Bytes of one number; null if there is no such type.</summary>
    public static int? SizeOf(string type) => s_sizes.TryGetValue(type, out var size) ? size : null;

    /// <summary>Whether the numbers can be read as float32: exactly, or rounded in the case of F64.</summary>
    public static bool IsFloat(string type) => type is Float32 or Float16 or BFloat16 or Float64;

    /// <summary>Turns little-endian bytes into float32; there are as many floats as numbers.</summary>
    public static void ToFloats(string type, ReadOnlySpan<byte> bytes, Span<float> floats)
    {
        for (var i = 0; i < floats.Length; i++)
            floats[i] = type switch
            {
                Float32 => BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]),
                Float16 => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]),
                // The upper half of a float32.
                BFloat16 => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) << 16),
                _ => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]),
            };
    }
}
