using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using DeepLearning.Display;
using DeepLearning.Frames;
using Microsoft.Data.Analysis;
using Plotly.NET;

namespace DeepLearning.Plotting;

/// <summary>The pictures of a slider: all drawn as SVG on sheets of one size, or all HTML; and each in words.</summary>
internal sealed partial class SliderFrames
{
    public SliderFrames(object[] pictures)
    {
        if (Array.Exists(pictures, picture => picture is null))
            throw new ArgumentException($"Slider.Of: the function gave no picture for value {Array.IndexOf(pictures, null) + 1}; "
                + "return a chart, a diagram, a table or a text.");
        if (Array.TrueForAll(pictures, picture => picture is GenericChart)) pictures = CommonAxes([.. pictures.Cast<GenericChart>()]);
        var svgs = Array.ConvertAll(pictures, Svg);
        AreDrawn = svgs[0] is not null;
        if (Array.Exists(svgs, svg => svg is not null != AreDrawn))
            throw new ArgumentException("Slider.Of: some pictures are drawn, others are tables or texts; all must be of one kind.");
        Texts = AreDrawn ? SameSize(svgs!) : Array.ConvertAll(pictures, Html);
        Words = Array.ConvertAll(pictures, picture => picture switch
        {
            GenericChart chart => chart.ToText(),
            DataFrame frame => frame.ToText(),
            _ => picture.ToString() ?? "",
        });
        Pool = new FramePool(Texts);
        var size = Pool.Text.Length + Pool.FramesText.Length;
        if (size > Slider.MostCharacters)
            throw new ArgumentException($"Slider.Of: {pictures.Length} pictures take {size >> 10} KB; at most "
                + $"{Slider.MostCharacters >> 10} KB keep a notebook light. Draw fewer values, fewer points to a line, or smaller images.");
    }

    /// <summary>Whether they are SVG.</summary>
    public bool AreDrawn { get; }

    public string[] Texts { get; }

    public string[] Words { get; }

    public FramePool Pool { get; }

    public int Count => Texts.Length;

    private static string? Svg(object picture) => picture switch
    {
        GenericChart chart => chart.ToSvg(),
        ComputationGraph graph => graph.ToSvg(),
        MatrixDiagram diagram => diagram.ToSvg(),
        PictureMap map => map.ToSvg(),
        _ => null,
    };

    private static string Html(object picture)
    {
        var html = picture switch
        {
            DataFrame frame => frame.ToHtml(),
            IRichOutput rich => rich.ToHtml(),
            string text => $"<pre>{WebUtility.HtmlEncode(text)}</pre>",
            _ => throw new ArgumentException(
                $"Slider.Of: a {picture.GetType().Name} is no picture; return a chart, a diagram, a table or a text."),
        };
        return !html.Contains("<script", StringComparison.OrdinalIgnoreCase) ? html.ReplaceLineEndings("\n")
            : throw new ArgumentException(
                $"Slider.Of: a {picture.GetType().Name} brings a script of its own and can't be one of several pictures.");
    }

    // The smaller ones get free room on the right and below, so that nothing on the page moves with the slider.
    private static string[] SameSize(string[] svgs)
    {
        var sizes = Array.ConvertAll(svgs, svg => SizeOf(svg));
        var (width, height) = (sizes.Max(size => size.Width), sizes.Max(size => size.Height));
        return [.. svgs.Zip(sizes, (svg, size) => size == (width, height) ? svg : Enlarged(svg, size, width, height))];
    }

    private static string Enlarged(string svg, (double Width, double Height) size, double width, double height)
    {
        var (from, to) = (Sides(size.Width, size.Height), Sides(width, height));
        svg = svg.Replace($"viewBox=\"0 0 {from.Width} {from.Height}\"", $"viewBox=\"0 0 {to.Width} {to.Height}\"",
            StringComparison.Ordinal);
        // The document itself and the ground behind it.
        return Size().Replace(svg, $" width=\"{to.Width}\" height=\"{to.Height}", 2);
    }

    /// <summary>Width and height of one of our SVG documents.</summary>
    public static (double Width, double Height) SizeOf(string svg)
    {
        var match = Size().Match(svg);
        return (Number(match.Groups[1].Value), Number(match.Groups[2].Value));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static (string Width, string Height) Sides(double width, double height) => (SvgWriter.Number(width), SvgWriter.Number(height));

    // An axis whose ends follow the data would jump from picture to picture: it gets the range that holds all of them.
    private static object[] CommonAxes(GenericChart[] charts)
    {
        var models = Array.ConvertAll(charts, FigureModel.Of);
        var axes = models.SelectMany(model => model.Panels).SelectMany(panel => (Axis[])[panel.X, panel.Y]).Distinct()
            .ToLookup(axis => axis.Name);
        foreach (var group in axes)
        {
            var (first, all) = (group.First(), group.ToArray());
            if (Array.TrueForAll(all, axis => axis.FixedStart is not null && axis.FixedEnd is not null)
                || Array.Exists(all, axis => axis.HasCategories)) continue;
            var reversed = first.Range.Start > first.Range.End;
            if (Array.Exists(all, axis => axis.IsLog != first.IsLog || axis.Range.Start > axis.Range.End != reversed)) continue;
            var (low, high) = (all.Min(axis => Math.Min(axis.Range.Start, axis.Range.End)),
                all.Max(axis => Math.Max(axis.Range.Start, axis.Range.End)));
            charts = Array.ConvertAll(charts, chart => chart.WithRange(group.Key, reversed ? high : low, reversed ? low : high));
        }
        return CommonColors(charts);
    }

    // A colour means the same number in all pictures.
    private static GenericChart[] CommonColors(GenericChart[] charts)
    {
        var traces = Array.ConvertAll(charts, chart => GenericChart.getTraces(chart).ToArray());
        for (var i = 0; i < traces.Min(all => all.Length); i++)
        {
            if (Array.Exists(traces, all => all[i].type != "heatmap" || Props.Number(all[i], "zmin") is null
                || Props.Number(all[i], "zmax") is null)) continue;
            var (low, high) = (traces.Min(all => Props.Number(all[i], "zmin")!.Value),
                traces.Max(all => Props.Number(all[i], "zmax")!.Value));
            var place = i;
            charts = Array.ConvertAll(charts, chart => chart.WithColorRange(place, low, high));
        }
        return charts;
    }

    [GeneratedRegex("""\swidth="([0-9.]+)"\sheight="([0-9.]+)""")]
    private static partial Regex Size();
}
