using System.Numerics;
using Plotly.NET;
using Plotly.NET.LayoutObjects;

namespace DeepLearning.Plotting;

public static partial class Chart
{
    private const int MaxIndexLabels = 20;

    /// <summary>A matrix as coloured cells, row 0 on top, with a colour bar.</summary>
    /// <param name="values">The matrix [rows, columns].</param>
    /// <param name="xLabels">A label for each column.</param>
    /// <param name="yLabels">A label for each row.</param>
    /// <param name="showValues">Writes the number into each cell.</param>
    /// <param name="map">The colours; <see cref="ColorMap.Auto"/> takes diverging ones, centred on 0, where both signs occur.</param>
    /// <exception cref="ArgumentException">The matrix is empty, or the number of labels is not that of its columns or rows.</exception>
    public static GenericChart Heatmap<T>(
        T[,] values, IEnumerable<string>? xLabels = null, IEnumerable<string>? yLabels = null, bool showValues = false,
            ColorMap map = ColorMap.Auto)
        where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(values);
        var (rows, columns) = (values.GetLength(0), values.GetLength(1));
        if (rows == 0 || columns == 0)
            throw new ArgumentException($"Chart.Heatmap: 'values' has shape [{rows}, {columns}]; there is nothing to draw.",
                nameof(values));
        var z = Enumerable.Range(0, rows).Select(r => Enumerable.Range(0, columns).Select(c => double.CreateChecked(values[r, c]))
            .ToArray()).ToArray();
        var (min, max) = Pixels.Limits(z.SelectMany(row => row), ref map, ColorMap.Sequential);
        var trace = new Trace2D("heatmap").Set(("z", z), ("zmin", min), ("zmax", max), ("colorscale", ColorScale.Stops(map)),
            ("colorbar", new ColorBar().Set(("thickness", 14), ("outlinewidth", 0))));
        // A cell without a number stays empty.
        if (showValues)
            trace.Set(("text", z.Select(row => row.Select(v => double.IsNaN(v) ? "" : Numbers.Text(v, 3)).ToArray()).ToArray()),
                ("texttemplate", "%{text}"));
        var layout = new Layout().Set(("width", 640), ("height", Math.Clamp(120 + 640 * rows / columns * 3 / 4, 240, 560)));
        Label(layout, "xaxis", xLabels?.ToArray(), columns, "columns", reversed: false);
        Label(layout, "yaxis", yLabels?.ToArray(), rows, "rows", reversed: true);
        return Make([trace], layout);
    }

    /// <summary>A picture: grey, or blue and orange where both signs occur.</summary>
    public static GenericChart Image(float[,] image, string? title = null, ColorMap map = ColorMap.Auto) =>
        ImageGrid.Draw("Chart.Image", [Picture.Of(image)], 1, title is null ? null : [title], map);

    /// <summary>A picture [height, width, 3] of red, green and blue, from 0 to 1, or to 255 where any value exceeds 1.</summary>
    /// <exception cref="ArgumentException">The last dimension is not 3.</exception>
    public static GenericChart Image(float[,,] image, string? title = null) =>
        ImageGrid.Draw("Chart.Image", [Picture.Of(image)], 1, title is null ? null : [title], ColorMap.Auto);

    /// <summary>Pictures in rows of <paramref name="columns"/>, all on one scale of grey, or of blue and orange where both signs
    /// occur.</summary>
    /// <exception cref="ArgumentException">There is no picture, an empty one, or another number of titles than of pictures.</exception>
    public static GenericChart Images(
        IEnumerable<float[,]> images, int columns = 10, IEnumerable<string>? titles = null, ColorMap map = ColorMap.Auto) =>
        ImageGrid.Draw("Chart.Images", [.. images.Select(Picture.Of)], columns, titles?.ToArray(), map);

    /// <summary>Pictures [height, width, 3] of red, green and blue in rows of <paramref name="columns"/>.</summary>
    /// <exception cref="ArgumentException">There is no picture, one without three colours, or another number of titles than of
    /// pictures.</exception>
    public static GenericChart Images(IEnumerable<float[,,]> images, int columns = 10, IEnumerable<string>? titles = null) =>
        ImageGrid.Draw("Chart.Images", [.. images.Select(Picture.Of)], columns, titles?.ToArray(), ColorMap.Auto);

    private static void Label(Layout layout, string axis, string[]? labels, int count, string what, bool reversed)
    {
        if (labels is not null && labels.Length != count)
            throw new ArgumentException($"Chart.Heatmap: {labels.Length} labels for {count} {what}.",
                axis == "xaxis" ? "xLabels" : "yLabels");
        if (labels is null && count <= MaxIndexLabels)
            labels = [.. Enumerable.Range(0, count).Select(i => Numbers.Text(i))];
        if (labels is not null)
        {
            LabelAxis(layout, axis, labels, reversed);
            return;
        }
        Props.Child<LinearAxis>(layout, axis).Set(("showgrid", false), ("range", Cells(count, reversed)));
    }
}
