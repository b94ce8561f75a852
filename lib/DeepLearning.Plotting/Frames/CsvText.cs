using System.Text;

namespace DeepLearning.Frames;

/// <summary>The text in a file's bytes, or a refusal: no letter is ever replaced by a question mark.</summary>
internal static class CsvText
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    // UTF-32 before UTF-16, whose mark it begins with.
    private static readonly Encoding[] Marked =
    [
        Utf8, new UTF32Encoding(bigEndian: false, true, true),
        new UnicodeEncoding(bigEndian: false, true, true), new UnicodeEncoding(bigEndian: true, true, true),
    ];

    /// <param name="bytes">The file.</param>
    /// <param name="file">Its name, for errors.</param>
    /// <param name="encoding">Null: UTF-8. A byte order mark decides before it.</param>
    /// <exception cref="InvalidDataException">The bytes are not in that encoding.</exception>
    public static string Decode(byte[] bytes, string file, Encoding? encoding)
    {
        var marked = Marked.FirstOrDefault(candidate => bytes.AsSpan().StartsWith(candidate.Preamble));
        var strict = marked ?? (encoding is null ? Utf8 : Strict(encoding));
        byte[] text = bytes[(marked?.Preamble.Length ?? 0)..];
        try
        {
            string decoded = strict.GetString(text);
            return !decoded.Contains('\0') ? decoded : throw new InvalidDataException(
                $"{file}: read as {strict.WebName}, it contains the character 0. " +
                "If the file is in UTF-16, pass encoding: Encoding.Unicode.");
        }
        catch (DecoderFallbackException error)
        {
            string wrong = string.Join(" ", (error.BytesUnknown ?? []).Select(b => b.ToString("X2")));
            int line = 1 + text.AsSpan(0, Math.Clamp(error.Index, 0, text.Length)).Count((byte)'\n');
            throw new InvalidDataException($"{file}, line {line}: the file is not in {strict.WebName}, of which {wrong} is no character. " +
                "Name its encoding, such as encoding: Encoding.Latin1.", error);
        }
    }

    private static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }
}
