using System.Text;

namespace Notebooks.Running;

/// <summary>What a terminal shows in the end of lines that overwrite themselves, such as a progress line.</summary>
internal static class CarriageReturns
{
    /// <summary>Drops of each line what stands before its last carriage return; one just before the line's end belongs to that
    /// end.</summary>
    public static string Apply(string text)
    {
        if (!text.Contains('\r', StringComparison.Ordinal)) return text;
        var shown = new StringBuilder(text.Length);
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            var line = text.AsSpan(start, (end < 0 ? text.Length : end) - start);
            if (end >= 0 && line is [.., '\r']) line = line[..^1];
            shown.Append(line[(line.LastIndexOf('\r') + 1)..]);
            if (end < 0) break;
            shown.Append('\n');
            start = end + 1;
        }
        return shown.ToString();
    }
}
