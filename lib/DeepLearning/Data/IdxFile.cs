using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;

namespace DeepLearning.Data;

/// <summary>Reads packed IDX files of bytes: a magic number, the lengths of the axes as big-endian words, then the values.</summary>
internal static class IdxFile
{
    private const int UnsignedBytes = 0x0800;

    /// <summary>The values of a file that must have the given axis lengths.</summary>
    /// <param name="packed">The file, packed with gzip.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <param name="things">What the values are, such as <c>images</c>.</param>
    /// <param name="lengths">The lengths of the axes, outermost first.</param>
    public static byte[] Parse(byte[] packed, string name, string things, params int[] lengths)
    {
        int header = 4 + 4 * lengths.Length;
        int size = lengths.Aggregate(1, (product, length) => product * length);
        string expected = string.Create(CultureInfo.InvariantCulture, $"expected {Describe(lengths, things)} ({header + size:N0} bytes after unpacking)");
        if (packed.Length == 0) throw new InvalidDataException($"{name}: {expected}, found an empty file.");
        if (packed is not [0x1f, 0x8b, ..])
            throw new InvalidDataException($"{name}: {expected} packed with gzip, but the file does not begin with 1F 8B as gzip files do.");

        var bytes = new byte[header + size + 1];
        var (found, damage) = Unpack(packed, bytes);
        if (found >= header) CheckHeader(bytes, name, expected, things, lengths);
        if (found > header + size) throw new InvalidDataException($"{name}: {expected}, found more: the file is damaged, or something follows the last of the {things}.");
        if (found < header + size || damage is not null)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                $"{name}: {expected}, found {found:N0} bytes: the file is {(damage is null ? "cut short" : "cut short or damaged")}."), damage);
        }
        return bytes[header..(header + size)];
    }

    private static (int Found, InvalidDataException? Damage) Unpack(byte[] packed, byte[] bytes)
    {
        using var stream = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        int found = 0;
        try
        {
            for (int read; (read = stream.Read(bytes, found, bytes.Length - found)) > 0;) found += read;
            return (found, null);
        }
        catch (InvalidDataException error)
        {
            return (found, error);
        }
    }

    private static void CheckHeader(byte[] start, string name, string expected, string things, int[] lengths)
    {
        int magic = BinaryPrimitives.ReadInt32BigEndian(start), wanted = UnsignedBytes + lengths.Length;
        if (magic != wanted)
            throw new InvalidDataException($"{name}: {expected}, which begin with the number {wanted:X8}; found {magic:X8}: this is another kind of file.");
        int[] found = [.. lengths.Select((_, i) => BinaryPrimitives.ReadInt32BigEndian(start.AsSpan(4 + 4 * i)))];
        if (!found.SequenceEqual(lengths)) throw new InvalidDataException($"{name}: {expected}; the file says that it holds {Describe(found, things)}.");
    }

    private static string Describe(int[] lengths, string things) =>
        lengths.Length == 1 ? $"{lengths[0]} {things}" : $"{lengths[0]} {things} of {string.Join('x', lengths[1..])}";
}
