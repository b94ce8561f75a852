using System.Numerics;
using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Plotly.NET.TraceObjects;

namespace DeepLearning.Plotting;

public static partial class Chart
{
    /// <summary>A bar for each label; lying ones leave room for long labels.</summary>
    /// <exception cref="ArgumentException">There is no bar, or the number of labels and of values differ.</exception>
    public static GenericChart Bar<T>(IEnumerable<string> labels, IEnumerable<T> values, bool horizontal = false)
        where T : INumber<T> => Bars("Chart.Bar", [.. labels], [(null, Doubles(values))], horizontal);

    /// <summary>Groups of bars, one bar a series for each label, told apart by colour and hatching.</summary>
    /// <exception cref="ArgumentException">There is no bar, or the number of labels and of values differ.</exception>
    public static GenericChart Bars(IEnumerable<string> labels, params (string Name, IEnumerable<double> Values)[] series) =>
        Bars("Chart.Bars", [.. labels], [.. series.Select(s => (s.Name, Doubles(s.Values)))], horizontal: false);

    /// <inheritdoc cref="Bars(IEnumerable{string}, ValueTuple{string, IEnumerable{double}}[])"/>
    public static GenericChart Bars<T>(IEnumerable<string> labels, params (string Name, IEnumerable<T> Values)[] series)
        where T : INumber<T> =>
        Bars("Chart.Bars", [.. labels], [.. series.Select(s => (s.Name, Doubles(s.Values)))], horizontal: false);

    /// <summary>How often the values fall into each of <paramref name="bins"/> equal intervals.</summary>
    /// <exception cref="ArgumentException">There is no finite value, or no bin.</exception>
    public static GenericChart Histogram<T>(IEnumerable<T> values, int bins = 30, string? name = null)
        where T : INumber<T>
    {
        var numbers = Doubles(values);
        var edges = Edges("Chart.Histogram", numbers, bins);
        var trace = Trace("bar", 0, name).Set(
            ("x", (double[])[.. edges.Skip(1).Select((edge, i) => (edge + edges[i]) / 2)]), ("y", Counts(numbers, edges)),
                ("width", edges[1] - edges[0]));
        Props.Child<Marker>(trace, "marker").Set(("line", new Line().Set(("color", "#ffffff"), ("width", 0.5))));
        return Make([trace]).WithYAxis("count");
    }

    /// <summary>Several histograms over the same intervals as outlines, told apart by colour and dash.</summary>
    /// <exception cref="ArgumentException">There is no series, or no finite value.</exception>
    public static GenericChart Histograms(params (string Name, IEnumerable<double> Values)[] series) => HistogramsOf(series);

    /// <inheritdoc cref="Histograms(ValueTuple{string, IEnumerable{double}}[])"/>
    public static GenericChart Histograms<T>(params (string Name, IEnumerable<T> Values)[] series)
        where T : INumber<T> => HistogramsOf(series);

    private static GenericChart HistogramsOf<T>((string Name, IEnumerable<T> Values)[] series, int bins = 30)
        where T : INumber<T>
    {
        var numbers = series.Select(s => Doubles(s.Values)).ToArray();
        var edges = Edges("Chart.Histograms", [.. numbers.SelectMany(n => n)], bins);
        double[] outline = [edges[0], .. edges];
        return Make(series.Select((s, i) =>
        {
            var trace = Series("Chart.Histograms", "lines", i, s.Name, outline, [0, .. Counts(numbers[i], edges), 0]);
            Props.Child<Line>(trace, "line").Set(("shape", "hv"));
            return trace.Set(("fill", "tozeroy"), ("fillcolor", SeriesStyle.Color(i) + "22"));
        })).WithYAxis("count");
    }

    private static GenericChart Bars(string caller, string[] labels, (string? Name, double[] Values)[] series, bool horizontal)
    {
        if (labels.Length == 0 || series.Length == 0)
            throw new ArgumentException($"{caller}: there are no bars to draw.", nameof(labels));
        foreach (var (name, values) in series)
            if (values.Length != labels.Length)
                throw new ArgumentException(
                    $"{caller}: {labels.Length} labels and {values.Length} values{(name is null ? "" : $" in '{name}'")}; every bar " +
                    "needs both.", nameof(series));
        var places = Index(labels.Length);
        var (along, across) = horizontal ? ("y", "x") : ("x", "y");
        var layout = new Layout().Set(("width", DefaultWidth),
            ("height", horizontal ? Math.Clamp(90 + 26 * labels.Length * series.Length, 160, 2000) : DefaultHeight));
        LabelAxis(layout, along + "axis", labels, reversed: horizontal);
        return Make(series.Select((s, i) => Trace("bar", i, s.Name)
            .Set((along, places), (across, s.Values), ("orientation", horizontal ? "h" : null))), layout);
    }

    // Labels on places 0, 1, 2, …: labels may repeat or look like numbers, which plotly.js's own categories can't cope with.
    private static void LabelAxis(Layout layout, string axis, string[] labels, bool reversed = false) =>
        Props.Child<LinearAxis>(layout, axis).Set(("tickvals", Index(labels.Length)),
            ("ticktext", labels.Select(PlotlyText.Encode).ToArray()), ("showgrid", false),
            ("range", Cells(labels.Length, reversed)));

    private static double[] Cells(int count, bool reversed) => reversed ? [count - 0.5, -0.5] : [-0.5, count - 0.5];

    private static double[] Edges(string caller, double[] values, int bins)
    {
        if (bins < 1)
            throw new ArgumentException($"{caller}: 'bins' is {bins}; at least one is needed.", nameof(bins));
        var (min, max) = Numbers.Range(values);
        if (min > max)
            throw new ArgumentException($"{caller}: there is no finite value to count.", nameof(values));
        if (min == max)
            (min, max) = (min - 0.5, max + 0.5);
        return Grid.Linear(min, max, bins + 1);
    }

    private static double[] Counts(double[] values, double[] edges)
    {
        var counts = new double[edges.Length - 1];
        var width = (edges[^1] - edges[0]) / counts.Length;
        foreach (var value in values.Where(double.IsFinite))
            counts[Math.Clamp((int)((value - edges[0]) / width), 0, counts.Length - 1)]++;
        return counts;
    }
}
