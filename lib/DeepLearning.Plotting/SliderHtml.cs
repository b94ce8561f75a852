using System.Globalization;
using System.Net;
using System.Text.Json;

namespace DeepLearning.Plotting;

/// <summary>The page fragment of a slider: the still picture with a line that says which of how many it is, and all pictures for
/// <c>slider.js</c>.</summary>
internal static class SliderHtml
{
    private const int MostWidth = 1000, Gap = 12, CaptionRoom = 26;

    public static string Write(Slider slider)
    {
        var data = $"part:'slider',labels:{Json(slider.Scales.Select(s => s.Label))},values:{Json(slider.Scales.Select(s => s.Texts))},"
            + $"start:{Json(slider.Start)},frames:{slider.Frames.Pool.FramesText},pool:{PictureHtml.Quote(slider.Frames.Pool.Text)}";
        return slider.Frames.AreDrawn
            ? PictureHtml.Write(Still(slider), data, slider.ToString())
            : PictureHtml.WriteWords(Words(slider), data, slider.Strip.Length > 1 ? Rest(slider) : Caption(slider));
    }

    /// <summary>What stands where no script runs.</summary>
    public static string Still(Slider slider)
    {
        int[][] shown = [.. slider.Shown];
        var (width, height) = SliderFrames.SizeOf(slider.Frames.Texts[0]);
        var scale = Math.Min(1, (MostWidth - (shown.Length - 1) * Gap) / (shown.Length * width));
        var (whole, below) = (Math.Ceiling(shown.Length * width * scale + (shown.Length - 1) * Gap), Math.Ceiling(height * scale));
        var svg = new SvgWriter();
        svg.Root(whole, below + CaptionRoom * (shown.Length > 1 ? 2 : 1), "", slider.ToString());
        for (var i = 0; i < shown.Length; i++)
        {
            var left = i * (width * scale + Gap);
            var shrink = scale.ToString("0.####", CultureInfo.InvariantCulture);
            svg.Open("g", ("transform", $"translate({SvgWriter.Number(left)} 0) scale({shrink})"));
            svg.Raw(Inside(slider.Frames.Texts[slider.Place(shown[i])]));
            svg.Close();
            if (shown.Length > 1)
                svg.Text(SliderScale.Name(slider.Scales, shown[i]), left + width * scale / 2, below + 16, 14, "middle", "#1f2328",
                    ("font-weight", 600));
        }
        var line = shown.Length > 1 ? Rest(slider) : Caption(slider);
        svg.Text(TextMetrics.Shorten(line, whole - 2 * FigureModel.EdgeMargin, 13), whole / 2,
            below + CaptionRoom * (shown.Length > 1 ? 2 : 1) - 9, 13, "middle", "#4a5568");
        return svg.ToString();
    }

    private static string Words(Slider slider) => string.Concat(slider.Shown.Select(place =>
        (slider.Strip.Length > 1 ? $"<p><b>{WebUtility.HtmlEncode(SliderScale.Name(slider.Scales, place))}</b></p>" : "")
            + slider.Frames.Texts[slider.Place(place)]));

    private static string Caption(Slider slider) => $"{SliderScale.Name(slider.Scales, slider.Start)} – {Rest(slider)}";

    private static string Rest(Slider slider) =>
        $"{(slider.Strip.Length > 1 ? slider.Strip.Length : "one")} of {slider.Frames.Count} pictures, "
        + string.Join(", ", slider.Scales.Select(scale => $"{scale.Label} {scale.Span}"))
        + "; where scripts run, a slider goes through them";

    private static string Inside(string svg) =>
        svg[(svg.IndexOf('>', StringComparison.Ordinal) + 1)..svg.LastIndexOf("</svg>", StringComparison.Ordinal)];

    private static string Json<T>(T value) => PictureHtml.Escape(JsonSerializer.Serialize(value));
}
