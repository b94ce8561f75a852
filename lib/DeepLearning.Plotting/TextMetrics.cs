namespace DeepLearning.Plotting;

/// <summary>Estimates the width of text in a common sans-serif font: a picture made without a browser can't measure.</summary>
internal static class TextMetrics
{
    public static double Width(string text, double size, bool bold = false) => text.Sum(Width) * size * (bold ? 1.06 : 1);

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

    private static double Width(char c) => c switch
    {
        'i' or 'j' or 'l' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' => 0.28,
        'f' or 't' or 'r' or ' ' or '(' or ')' or '[' or ']' or '/' or '-' => 0.37,
        'm' or 'w' or 'M' or 'W' or '%' or '@' or '…' => 0.88,
        >= 'A' and <= 'Z' => 0.68,
        >= '⁰' and <= '₟' or '²' or '³' or '¹' => 0.38,
        > '\u2E80' => 1.0,
        _ => 0.57,
    };
}
