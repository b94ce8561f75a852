using System.Numerics;
using System.Text.Json.Nodes;

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
    public static Figure Heatmap<T>(
        T[,] values, IEnumerable<string>? xLabels = null, IEnumerable<string>? yLabels = null, bool showValues = false, ColorMap map = ColorMap.Auto)
        where T : INumber<T>
    {
        ArgumentNullException.ThrowIfNull(values);
        var (rows, columns) = (values.GetLength(0), values.GetLength(1));
        if (rows == 0 || columns == 0)
            throw new ArgumentException($"Chart.Heatmap: 'values' has shape [{rows}, {columns}]; there is nothing to draw.", nameof(values));
        var z = Enumerable.Range(0, rows).Select(r => Enumerable.Range(0, columns).Select(c => double.CreateChecked(values[r, c])).ToArray()).ToArray();
        var (min, max) = Pixels.Limits(z.SelectMany(row => row), ref map, ColorMap.Sequential);
        var trace = new JsonObject
        {
            ["type"] = "heatmap",
            ["z"] = new JsonArray([.. z.Select(row => (JsonNode)Numbers.ToJson(row))]),
            ["zmin"] = min,
            ["zmax"] = max,
            ["colorscale"] = new JsonArray([.. ColorScale.Samples(map).Select(s => (JsonNode)new JsonArray(s.Position, s.Color))]),
            ["colorbar"] = new JsonObject { ["thickness"] = 14, ["outlinewidth"] = 0 },
        };
        if (showValues)
        {
            trace["text"] = new JsonArray([.. z.Select(row => (JsonNode)new JsonArray([.. row.Select(v => (JsonNode)Numbers.Text(v, 3))]))]);
            trace["texttemplate"] = "%{text}";
        }
        var figure = Figure([trace], 640, Math.Clamp(120 + 640 * rows / Math.Max(columns, 1) * 3 / 4, 240, 560));
        string[]? xs = xLabels?.ToArray(), ys = yLabels?.ToArray();
        Label(figure, "xaxis", xs, columns, "columns", reversed: false);
        Label(figure, "yaxis", ys, rows, "rows", reversed: true);
        return figure;
    }

    /// <summary>A picture: grey, or blue and orange where both signs occur.</summary>
    public static Figure Image(float[,] image, string? title = null, ColorMap map = ColorMap.Auto) =>
        ImageGrid.Draw("Chart.Image", [Picture.Of(image)], 1, title is null ? null : [title], map);

    /// <summary>A picture [height, width, 3] of red, green and blue, from 0 to 1, or to 255 where any value exceeds 1.</summary>
    /// <exception cref="ArgumentException">The last dimension is not 3.</exception>
    public static Figure Image(float[,,] image, string? title = null) =>
        ImageGrid.Draw("Chart.Image", [Picture.Of(image)], 1, title is null ? null : [title], ColorMap.Auto);

    /// <summary>Pictures in rows of <paramref name="columns"/>, all on one scale of grey, or of blue and orange where both signs occur.</summary>
    /// <exception cref="ArgumentException">There is no picture, an empty one, or another number of titles than of pictures.</exception>
    public static Figure Images(
        IEnumerable<float[,]> images, int columns = 10, IEnumerable<string>? titles = null, ColorMap map = ColorMap.Auto) =>
        ImageGrid.Draw("Chart.Images", [.. images.Select(Picture.Of)], columns, titles?.ToArray(), map);

    /// <summary>Pictures [height, width, 3] of red, green and blue in rows of <paramref name="columns"/>.</summary>
    /// <exception cref="ArgumentException">There is no picture, one without three colours, or another number of titles than of pictures.</exception>
    public static Figure Images(IEnumerable<float[,,]> images, int columns = 10, IEnumerable<string>? titles = null) =>
        ImageGrid.Draw("Chart.Images", [.. images.Select(Picture.Of)], columns, titles?.ToArray(), ColorMap.Auto);

    private static void Label(Figure figure, string axis, string[]? labels, int count, string what, bool reversed)
    {
        if (labels is not null && labels.Length != count)
            throw new ArgumentException($"Chart.Heatmap: {labels.Length} labels for {count} {what}.", axis == "xaxis" ? "xLabels" : "yLabels");
        if (labels is null && count <= MaxIndexLabels)
            labels = [.. Enumerable.Range(0, count).Select(i => Numbers.Text(i))];
        if (labels is not null)
        {
            LabelAxis(figure, axis, labels, reversed);
            return;
        }
        var settings = Json.Child(figure.Layout, axis);
        settings["showgrid"] = false;
        settings["range"] = reversed ? new JsonArray(count - 0.5, -0.5) : new JsonArray(-0.5, count - 0.5);
    }
}
