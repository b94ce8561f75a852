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

    /// <summary>The colour at half strength, as areas beside lines have it.</summary>
    public static string Faint(string color)
    {
        var (r, g, b) = Parse(color);
        return string.Create(CultureInfo.InvariantCulture, $"rgba({r},{g},{b},0.5)");
    }

    public static bool IsLight(string color) => ColorScale.IsLight(Parse(color));

    public static void Write(string color, Span<byte> rgb) => (rgb[0], rgb[1], rgb[2]) = Parse(color);

    private static (byte R, byte G, byte B) Parse(string color) => CssColor.Parse(color) is var (red, green, blue, _) ? (red, green, blue) : default;
}
