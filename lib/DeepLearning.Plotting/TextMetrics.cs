namespace DeepLearning.Plotting;

/// <summary>Estimates the width of text in the widest common sans-serif font: a picture made without a browser can't measure.</summary>
internal static class TextMetrics
{
    public static double Width(string text, double size, bool bold = false) => text.Sum(c => Width(c, bold)) * size;

    public static List<string> Wrap(string text, double width, double size, bool bold = false)
    {
        var lines = new List<string>();
        foreach (var paragraph in text.Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' '))
            {
                var longer = line.Length == 0 ? word : line + " " + word;
                if (line.Length > 0 && Width(longer, size, bold) > width)
                {
                    lines.Add(line);
                    longer = word;
                }
                line = longer;
            }
            lines.Add(line);
        }
        return lines;
    }

    public static string Shorten(string text, double width, double size)
    {
        if (Width(text, size) <= width)
            return text;
        var length = text.Length;
        while (length > 1 && Width(text[..length] + "…", size) > width)
            length--;
        return text[..length] + "…";
    }

    private static double Width(char c, bool bold) => c switch
    {
        >= ' ' and <= '~' => (bold ? Bold : Plain)[c - ' '] / 100.0,
        '…' or '—' => 1,
        '·' or 'ı' => 0.32,
        '–' or '“' or '”' or '°' => 0.52,
        >= '⁰' and <= '₟' or '²' or '³' or '¹' or 'ᵀ' or 'ᵏ' => 0.4,
        '×' or '±' or '÷' or >= '←' and <= '⋿' => 0.84,
        > '\u2E80' => 1.0,
        _ => bold ? 0.7 : 0.64,
    };

    // Hundredths of the size for the signs from ' ' to '~' in DejaVu Sans, the widest of the common fonts: what fits with it, fits with
    // Arial.
    private static ReadOnlySpan<byte> Plain =>
    [
        32, 40, 46, 84, 64, 95, 78, 28, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 56,
        102, 68, 69, 72, 77, 67, 61, 78, 75, 29, 50, 67, 56, 86, 75, 79, 67, 79, 72, 67, 61, 73, 68, 99, 69, 67, 69, 39, 34, 39, 84, 56,
        50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
    ];

    private static ReadOnlySpan<byte> Bold =>
    [
        35, 46, 52, 84, 70, 100, 87, 31, 46, 46, 52, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 40, 40, 84, 84, 84, 61,
        100, 77, 76, 73, 83, 68, 68, 82, 84, 37, 56, 77, 64, 100, 84, 85, 73, 85, 77, 72, 68, 81, 77, 110, 77, 72, 73, 46, 37, 46, 84, 56,
        50, 67, 72, 59, 72, 68, 44, 72, 71, 34, 34, 67, 34, 104, 71, 69, 72, 72, 49, 60, 48, 71, 65, 92, 65, 65, 58, 71, 37, 71, 84,
    ];
}
