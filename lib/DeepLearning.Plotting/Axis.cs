using System.Text.Json;

namespace DeepLearning.Plotting;

/// <summary>One axis: its range, its scale, its ticks.</summary>
internal sealed class Axis
{
    private readonly List<string> categories = [];

    public Axis(DynamicObj.DynamicObj layout, string name)
    {
        Name = name;
        var settings = Props.Get(layout, name);
        Title = FigureModel.TitleOf(settings);
        IsLog = Props.Text(settings, "type") == "log";
        IsVisible = Props.Flag(settings, "visible") != false;
        ShowGrid = Props.Flag(settings, "showgrid") != false;
        ShowLabels = Props.Flag(settings, "showticklabels") != false;
        var range = Props.Items(settings, "range");
        if (range.Count == 2)
            (FixedStart, FixedEnd) = (Props.Number(range[0]), Props.Number(range[1]));
        IsReversed = Props.Text(settings, "autorange") == "reversed";
        var domain = Props.NumberArray(settings, "domain");
        if (domain is [>= 0 and <= 1, >= 0 and <= 1] && domain[0] < domain[1])
            Domain = (domain[0], domain[1]);
        if (Props.Get(settings, "tickvals") is { } places)
            Given = [.. Props.NumberArray(places).Zip(Props.Items(settings, "ticktext").Select(t => PlotlyText.Decode(Props.Text(t) ?? "")))];
    }

    public string Name { get; }

    public bool IsX => Name[0] == 'x';

    public string Title { get; }

    public bool IsLog { get; }

    public bool IsVisible { get; }

    public bool ShowGrid { get; }

    public bool ShowLabels { get; }

    public bool IsReversed { get; }

    public double? FixedStart { get; }

    public double? FixedEnd { get; }

    public (double From, double To) Domain { get; } = (0, 1);

    /// <summary>The ends, as powers of ten on a logarithmic axis; the first may be the larger.</summary>
    public (double Start, double End) Range { get; set; } = (0, 1);

    private (double At, string Label)[]? Given { get; }

    /// <summary>The numbers of an array; texts become the places of categories.</summary>
    public double[] Values(object? node)
    {
        var items = Props.Items(node);
        if (!items.Any(item => item is string))
            return Props.NumberArray(node);
        return [.. items.Select(item =>
        {
            var text = PlotlyText.Decode(Props.Text(item) ?? "");
            if (!categories.Contains(text))
                categories.Add(text);
            return (double)categories.IndexOf(text);
        })];
    }

    /// <summary>Where a value lies between the start (0) and the end (1) of the axis.</summary>
    public double Place(double value) => PlaceScaled(IsLog ? value > 0 ? Math.Log10(value) : double.NaN : value);

    /// <summary>Like <see cref="Place"/>, for a value that is a power of ten already on a logarithmic axis.</summary>
    public double PlaceScaled(double value) => (value - Range.Start) / (Range.End - Range.Start);

    /// <summary>Ticks for so many pixels: the place between 0 and 1, and the label.</summary>
    public IEnumerable<(double Place, string Label)> Ticks(double pixels)
    {
        if (Given is not null || categories.Count > 0)
        {
            var ticks = Given ?? [.. categories.Select((c, i) => ((double)i, c))];
            return ticks.Select(t => (PlaceScaled(t.At), t.Label)).Where(t => t.Item1 is >= 0 and <= 1);
        }
        var (min, max) = (Math.Min(Range.Start, Range.End), Math.Max(Range.Start, Range.End));
        var count = Math.Max(3, pixels / (IsX ? 80 : 48));
        return (IsLog ? Plotting.Ticks.Logarithmic(min, max, count) : Plotting.Ticks.Linear(min, max, count))
            .Select(t => (PlaceScaled(t.At), t.Label));
    }
}
