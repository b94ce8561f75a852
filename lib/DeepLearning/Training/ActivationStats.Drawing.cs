using System.Text.Json.Nodes;
using DeepLearning.Plotting;

namespace DeepLearning.Training;

public sealed partial class ActivationStats
{
    private const int MostColumns = 160;

    /// <summary>Mean, standard deviation and share near zero of layers, step by step.</summary>
    /// <param name="layers">Places in <see cref="Layers"/>, negative ones counted from the end (−1 is the last); none for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    /// <exception cref="InvalidOperationException">Nothing was watched yet.</exception>
    public Figure Draw(params int[] layers) => DrawFirst(int.MaxValue, layers);

    /// <summary>The same for the first steps only, in which most of what goes wrong goes wrong.</summary>
    /// <param name="steps">How many steps; all of them if there are fewer.</param>
    /// <param name="layers">Places in <see cref="Layers"/>, negative ones counted from the end; none for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer, or no step to draw.</exception>
    /// <exception cref="InvalidOperationException">Nothing was watched yet.</exception>
    public Figure DrawFirst(int steps, params int[] layers)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        ArgumentNullException.ThrowIfNull(layers);
        LayerActivations[] chosen = layers.Length == 0 ? [.. Watched()] : [.. layers.Select(At)];
        var x = Enumerable.Range(1, Math.Min(steps, chosen[0].Means.Count)).Select(step => (double)step).ToArray();
        Figure Panel(string title, Func<LayerActivations, IEnumerable<double>> of, double? max = null) =>
            Chart.Lines([.. chosen.Select(layer => ($"layer {_layers.IndexOf(layer) + 1}", (IEnumerable<double>)x, of(layer).Take(x.Length)))])
                .WithTitle($"{title}, {Place}").WithXAxis("step").WithYAxis(min: max is null ? null : 0, max: max);
        return Chart.Subplots(3, Panel("mean", layer => layer.Means), Panel("standard deviation", layer => layer.Deviations), Panel("share near zero", layer => layer.NearZero, 1));
    }

    /// <summary>
    /// The “colourful dimension”: each column is a histogram of one step (or of several, where there are many), the darker the more values, on a logarithmic scale.
    /// </summary>
    /// <param name="layer">A place in <see cref="Layers"/>; negative ones count from the end (−1 is the last).</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    /// <exception cref="InvalidOperationException">Nothing was watched yet.</exception>
    public Figure ColourfulDimension(int layer)
    {
        var seen = At(layer).Histograms;
        var together = (seen.Count + MostColumns - 1) / MostColumns;
        var columns = seen.Chunk(together).Select(part => Enumerable.Range(0, _bins).Select(bin => Math.Log(1 + part.Average(counts => counts[bin]))).ToArray()).ToArray();
        var picture = new double[_bins, columns.Length];
        for (var row = 0; row < _bins; row++)
            for (var column = 0; column < columns.Length; column++) picture[row, column] = columns[column][_bins - 1 - row];
        var figure = Chart.Heatmap(picture, map: ColorMap.Sequential).WithSize(680, 300)
            .WithTitle($"Layer {(layer < 0 ? layer + _layers.Count : layer) + 1}, {Place}: the logarithm of how many values lie where")
            .WithXAxis("step").WithYAxis("value");
        var step = RoundStep(seen.Count);
        Ticks(figure.Layout, "xaxis", Enumerable.Range(0, seen.Count / step + 1).Select(i => ((double)i * step / together - 0.5, (double)i * step)));
        Ticks(figure.Layout, "yaxis", Enumerable.Range(0, 5).Select(i => (i * _bins / 4.0 - 0.5, _to - i * (double)(_to - _from) / 4)));
        return figure;
    }

    private static void Ticks(JsonObject layout, string axis, IEnumerable<(double At, double Value)> ticks)
    {
        var (settings, list) = (Json.Child(layout, axis), ticks.ToList());
        settings["tickvals"] = new JsonArray([.. list.Select(tick => (JsonNode)tick.At)]);
        settings["ticktext"] = new JsonArray([.. list.Select(tick => (JsonNode)PlotlyText.Encode(Numbers.Text(tick.Value, 3)))]);
    }

    private static int RoundStep(int count)
    {
        // Twice and two and a half times in turn: 1, 2, 5, 10, 20, 50 … until there are at most five ticks.
        var (step, turn) = (1, 0);
        while (step < count / 5.0) step = turn++ % 3 == 1 ? step * 5 / 2 : step * 2;
        return step;
    }

    private List<LayerActivations> Watched() => _layers.Count > 0 && _layers[0].Means.Count > 0
        ? _layers
        : throw new InvalidOperationException("ActivationStats: nothing was watched yet. Give it to Learner.Fit first.");

    private LayerActivations At(int layer)
    {
        var layers = Watched();
        var index = layer < 0 ? layer + layers.Count : layer;
        return index >= 0 && index < layers.Count
            ? layers[index]
            : throw new ArgumentOutOfRangeException(nameof(layer), layer, $"ActivationStats: there are {layers.Count} layers, 0 to {layers.Count - 1}, or −1 to −{layers.Count} from the end.");
    }
}
