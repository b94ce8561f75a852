using SkiaSharp;

namespace DeepLearning.Plotting;

/// <summary>Paints one of our SVG documents as a PNG of few colours at twice its size: what is left of a picture where SVG and scripts are
/// taken out, as on GitHub.</summary>
/// <remarks>On a light ground of its own. The letters come from the font Inter, not from the machine, so that they look the same
/// everywhere.</remarks>
internal static class StillPng
{
    private const int Scale = 2, MostBytes = 48 << 10;
    private static readonly Lazy<string?> Problem = new(Try);

    /// <summary>Null where the native library that paints is missing: then the SVG itself has to do.</summary>
    public static byte[]? Of(string svg)
    {
        if (Problem.Value is not null) return null;
        var png = Paint(svg, Scale);
        // Thousands of dots hardly compress: such a picture has to do with the pixels of the page.
        return png.Length <= MostBytes ? png : Paint(svg, 1);
    }

    private static byte[] Paint(string svg, int scale)
    {
        using var painter = new SvgPainter(svg, scale);
        var (pixels, width, height) = painter.Paint();
        var (palette, places) = Palette.Of(pixels);
        return PngEncoder.Encode(palette, places, width, height);
    }

    private static string? Try()
    {
        try
        {
            // Asks for its version, and makes no object that would have to be finalized without it.
            return SkiaSharpVersion.CheckNativeLibraryCompatible() ? null : $"libSkiaSharp is version {SkiaSharpVersion.Native}.";
        }
        catch (Exception error) when (error is TypeInitializationException or DllNotFoundException or BadImageFormatException
            or EntryPointNotFoundException)
        {
            return error.Message;
        }
    }
}
