using System.Drawing;
using System.Globalization;

namespace DeepLearning.Plotting;

/// <summary>Reads colours as style sheets write them: <c>#rgb</c>, <c>#rrggbb</c>, <c>#rrggbbaa</c>, <c>rgb(…)</c>, <c>rgba(…)</c> and
/// names. What is none of these is grey.</summary>
internal static class CssColor
{
    public static (byte R, byte G, byte B, double Alpha) Parse(string color)
    {
        if (color.StartsWith('#') && color.Length is 4 or 7 or 9
            && uint.TryParse(color.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bits))
            return color.Length switch
            {
                4 => ((byte)((bits >> 8) * 17), (byte)((bits >> 4 & 15) * 17), (byte)((bits & 15) * 17), 1),
                7 => ((byte)(bits >> 16), (byte)(bits >> 8), (byte)bits, 1),
                _ => ((byte)(bits >> 24), (byte)(bits >> 16), (byte)(bits >> 8), (bits & 255) / 255.0),
            };
        if (color.IndexOf('(', StringComparison.Ordinal) is var start and > 0)
        {
            var parts = color[(start + 1)..].TrimEnd(')').Split([',', ' ', '/'], StringSplitOptions.RemoveEmptyEntries);
            return (Byte(parts, 0), Byte(parts, 1), Byte(parts, 2), parts.Length > 3 ? Math.Clamp(Part(parts[3], 1), 0, 1) : 1);
        }
        return Color.FromName(color) is { IsKnownColor: true, IsSystemColor: false } named
            ? (named.R, named.G, named.B, named.A / 255.0) : ((byte)128, (byte)128, (byte)128, 1);
    }

    private static byte Byte(string[] parts, int index) =>
        parts.Length > index ? (byte)Math.Round(Math.Clamp(Part(parts[index], 255), 0, 255)) : (byte)128;

    private static double Part(string text, double whole) =>
        !double.TryParse(text.TrimEnd('%'), CultureInfo.InvariantCulture, out var number) ? 128 : text.EndsWith('%') ? number / 100 * whole
            : number;
}
