using System.Globalization;

namespace DeepLearning.Plotting;

/// <summary>Colour scales computed in OKLCh (Ottosson, 2020), where equal steps look equal.</summary>
internal static class ColorScale
{
    /// <summary>The colour at <paramref name="t"/> between 0 and 1.</summary>
    public static (byte R, byte G, byte B) At(ColorMap map, double t)
    {
        t = Math.Clamp(t, 0, 1);
        if (map == ColorMap.Gray)
        {
            var gray = (byte)Math.Round(255 * t);
            return (gray, gray, gray);
        }
        if (map == ColorMap.Diverging)
        {
            var side = 2 * t - 1;
            var strength = Math.Abs(side);
            return FromOklch(0.98 - 0.5 * strength, 0.155 * strength, side < 0 ? 252 : 47);
        }
        return FromOklch(0.97 - 0.70 * t, 0.045 + 0.095 * Math.Sin(Math.PI * Math.Min(t, 0.75)), 105 + 165 * t);
    }

    public static string Hex((byte R, byte G, byte B) color) =>
        string.Create(CultureInfo.InvariantCulture, $"#{color.R:x2}{color.G:x2}{color.B:x2}");

    /// <summary>Samples of the scale, with their positions from 0 to 1.</summary>
    public static IEnumerable<(double Position, string Color)> Samples(ColorMap map, int count = 11) =>
        Enumerable.Range(0, count).Select(i => ((double)i / (count - 1), Hex(At(map, (double)i / (count - 1)))));

    /// <summary>The same in plotly.js's form, pairs of position and colour.</summary>
    public static object[][] Stops(ColorMap map) => [.. Samples(map).Select(sample => (object[])[sample.Position, sample.Color])];

    /// <summary>True where black text is easier to read on the colour than white text.</summary>
    public static bool IsLight((byte R, byte G, byte B) color) => 0.299 * color.R + 0.587 * color.G + 0.114 * color.B > 140;

    private static (byte R, byte G, byte B) FromOklch(double lightness, double chroma, double hueDegrees)
    {
        var (sin, cos) = Math.SinCos(hueDegrees * Math.PI / 180);
        var (a, b) = (chroma * cos, chroma * sin);
        var l = Math.Pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
        var m = Math.Pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
        var s = Math.Pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
        return (Encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                Encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                Encode(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
    }

    private static byte Encode(double linear)
    {
        linear = Math.Clamp(linear, 0, 1);
        var encoded = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.Pow(linear, 1 / 2.4) - 0.055;
        return (byte)Math.Round(255 * encoded);
    }
}
