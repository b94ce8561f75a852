using System.Globalization;

namespace DeepLearning.Plotting;

/// <summary>Mixes colours written as <c>#rrggbb</c> or <c>rgb(…)</c>.</summary>
internal static class ColorMix
{
    public static string Between(string from, string to, double part)
    {
        var (a, b) = (Parse(from), Parse(to));
        byte Mix(byte x, byte y) => (byte)Math.Round(x + part * (y - x));
        return ColorScale.Hex((Mix(a.R, b.R), Mix(a.G, b.G), Mix(a.B, b.B)));
    }

    public static bool IsLight(string color) => ColorScale.IsLight(Parse(color));

    public static void Write(string color, Span<byte> rgb) => (rgb[0], rgb[1], rgb[2]) = Parse(color);

    private static (byte R, byte G, byte B) Parse(string color)
    {
        if (color.Length >= 7 && color[0] == '#' && int.TryParse(color.AsSpan(1, 6), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var rgb))
            return ((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
        var start = color.IndexOf('(', StringComparison.Ordinal);
        var parts = start < 0 ? [] : color[(start + 1)..].TrimEnd(')').Split(',');
        byte Part(int i) => parts.Length > i && double.TryParse(parts[i], CultureInfo.InvariantCulture, out var v) ? (byte)Math.Clamp(v, 0, 255) : (byte)128;
        return (Part(0), Part(1), Part(2));
    }
}
