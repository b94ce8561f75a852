using DeepLearning.Training;
using Plotly.NET;

namespace DeepLearning.Plotting;

/// <summary>Charts of what left the layers while they trained.</summary>
public static class ActivationCharts
{
    private const int MostColumns = 160;

    /// <summary>Mean, standard deviation and share near zero of layers, step by step.</summary>
    /// <param name="stats">What was watched.</param>
    /// <param name="layers">Places in <see cref="ActivationStats.Layers"/>, negative ones counted from the end (−1 is the last); none for
    /// all.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    /// <exception cref="InvalidOperationException">Nothing was watched yet.</exception>
    public static GenericChart Draw(this ActivationStats stats, params int[] layers) => stats.DrawFirst(int.MaxValue, layers);

    /// <summary>The same for the first steps only, in which most of what goes wrong goes wrong.</summary>
    /// <param name="stats">What was watched.</param>
    /// <param name="steps">How many steps; all of them if there are fewer.</param>
    /// <param name="layers">Places in <see cref="ActivationStats.Layers"/>, negative ones counted from the end; none for all.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer, or no step to draw.</exception>
    /// <exception cref="InvalidOperationException">Nothing was watched yet.</exception>
    public static GenericChart DrawFirst(this ActivationStats stats, int steps, params int[] layers)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(steps);
        ArgumentNullException.ThrowIfNull(layers);
        var watched = Watched(stats);
        int[] chosen = layers.Length == 0 ? [.. Enumerable.Range(0, watched.Count)] : [.. layers.Select(layer => Place(watched, layer))];
        var x = Enumerable.Range(1, Math.Min(steps, watched[0].Means.Count)).Select(step => (double)step).ToArray();
        GenericChart Panel(string title, Func<LayerActivations, IEnumerable<double>> of, double? max = null) =>
            Chart.Lines([.. chosen.Select(layer => ($"layer {layer + 1}", (IEnumerable<double>)x, of(watched[layer]).Take(x.Length)))])
                .WithTitle($"{title}, {stats.Place}").WithXAxis("step").WithYAxis(min: max is null ? null : 0, max: max);
        return Chart.Subplots(3,
            Panel("mean", layer => layer.Means), Panel("standard deviation", layer => layer.Deviations),
                Panel("share near zero", layer => layer.NearZero, 1));
    }

    /// <summary>
    /// The “colourful dimension”: each column is a histogram of one step (or of several, where there are many), the darker the more
    /// values, on a
    /// logarithmic scale.
    /// </summary>
    /// <param name="stats">What was watched.</param>
    /// <param name="layer">A place in <see cref="ActivationStats.Layers"/>; negative ones count from the end (−1 is the last).</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    /// <exception cref="InvalidOperationException">Nothing was watched yet.</exception>
    public static GenericChart ColourfulDimension(this ActivationStats stats, int layer)
    {
        var watched = Watched(stats);
        var place = Place(watched, layer);
        var (seen, bins) = (watched[place].Histograms, stats.Bins);
        var together = (seen.Count + MostColumns - 1) / MostColumns;
        var columns = seen.Chunk(together)
            .Select(part => Enumerable.Range(0, bins).Select(bin => Math.Log(1 + part.Average(counts => counts[bin]))).ToArray()).ToArray();
        var picture = new double[bins, columns.Length];
        for (var row = 0; row < bins; row++)
            for (var column = 0; column < columns.Length; column++) picture[row, column] = columns[column][bins - 1 - row];
        var step = RoundStep(seen.Count);
        string Name(double value) => Numbers.Text(value, 3);
        return Chart.Heatmap(picture, map: ColorMap.Sequential).WithSize(680, 300)
            .WithTitle($"Layer {place + 1}, {stats.Place}: the logarithm of how many values lie where")
            .WithXAxis("step").WithYAxis("value")
            .WithTicks("xaxis", Enumerable.Range(0, seen.Count / step + 1).Select(i => ((double)i * step / together - 0.5, Name(i * step))))
            .WithTicks("yaxis", Enumerable.Range(0, 5).Select(i =>
                (i * bins / 4.0 - 0.5, Name(stats.To - i * (double)(stats.To - stats.From) / 4))));
    }

    private static int RoundStep(int count)
    {
        // Twice and two and a half times in turn: 1, 2, 5, 10, 20, 50 … until there are at most five ticks.
        var (step, turn) = (1, 0);
        while (step < count / 5.0) step = turn++ % 3 == 1 ? step * 5 / 2 : step * 2;
        return step;
    }

    private static IReadOnlyList<LayerActivations> Watched(ActivationStats stats)
    {
        ArgumentNullException.ThrowIfNull(stats);
        return stats.Layers.Count > 0 && stats.Layers[0].Means.Count > 0
            ? stats.Layers
            : throw new InvalidOperationException("ActivationStats: nothing was watched yet. Give it to Learner.Fit first.");
    }

    private static int Place(IReadOnlyList<LayerActivations> layers, int layer)
    {
        var place = layer < 0 ? layer + layers.Count : layer;
        return place >= 0 && place < layers.Count ? place : throw new ArgumentOutOfRangeException(nameof(layer), layer,
            $"ActivationStats: there are {layers.Count} layers, 0 to {layers.Count - 1}, or −1 to −{layers.Count} from the end.");
    }
}
