using System.Globalization;

namespace DeepLearning.Plotting;

/// <summary>One axis: its range, its scale, its ticks.</summary>
internal sealed class Axis
{
    private readonly List<string> _categories = [];
    private readonly string? _type;

    public Axis(Plotly.NET.Layout layout, string name)
    {
        Name = name;
        var settings = Props.Get(layout, name);
        Title = FigureModel.TitleOf(settings);
        _type = Props.Text(settings, "type");
        IsVisible = Props.Flag(settings, "visible") != false;
        ShowGrid = Props.Flag(settings, "showgrid") != false;
        ShowLabels = Props.Flag(settings, "showticklabels") != false;
        IsOpposite = Props.Text(settings, "side") is "right" or "top";
        Anchor = Props.Text(settings, "anchor");
        if (Props.Items(settings, "range") is [var start, var end])
            (FixedStart, FixedEnd) = (Props.Number(start), Props.Number(end));
        IsReversed = Props.Text(settings, "autorange") == "reversed";
        StartsAtZero = Props.Text(settings, "rangemode") == "tozero";
        Domain = AxisDomain.Of(layout, name);
        if (Props.Get(settings, "tickvals") is { } places)
        {
            var (at, texts) = (Props.NumberArray(places), Props.Items(settings, "ticktext"));
            Given = [.. at.Select((place, i) => (place, i < texts.Count ? PlotlyText.Decode(Props.Text(texts[i]) ?? "")
                : Numbers.Text(place)))];
        }
    }

    public string Name { get; }

    public bool IsX => Name[0] == 'x';

    public string Title { get; }

    public bool IsLog => _type == "log";

    public bool IsVisible { get; }

    public bool ShowGrid { get; }

    public bool ShowLabels { get; }

    /// <summary>On the right, or at the top.</summary>
    public bool IsOpposite { get; }

    /// <summary>The axis it stands at, such as <c>y2</c>.</summary>
    public string? Anchor { get; }

    public bool IsReversed { get; }

    public bool StartsAtZero { get; }

    public double? FixedStart { get; }

    public double? FixedEnd { get; }

    /// <summary>Where it begins and ends, in parts of the room for all panels.</summary>
    public (double From, double To) Domain { get; }

    /// <summary>What only plotly.js can place on an axis, in words; null if there is nothing of the kind.</summary>
    public string? OnlyLive { get; private set; }

    /// <summary>The ends, as powers of ten on a logarithmic axis; the first may be the larger.</summary>
    public (double Start, double End) Range { get; set; } = (0, 1);

    /// <summary>Whether it has names at the places 0, 1, 2, ….</summary>
    public bool HasCategories => _categories.Count > 0;

    private (double At, string Label)[]? Given { get; }

    /// <summary>The numbers of an array; texts become the places of categories.</summary>
    public double[] Values(object? node)
    {
        if (node is double[] or IEnumerable<double> or IEnumerable<float> or IEnumerable<int> && _type != "category")
            return Props.NumberArray(node);
        var items = Props.Items(node);
        if (_type == "date" || items.Any(item => item is DateTime or DateTimeOffset or DateOnly)) OnlyLive = "an axis of dates";
        else if (items.Any(item => item is System.Collections.IEnumerable and not string)) OnlyLive = "an axis of nested categories";
        if (_type != "category" && !items.Any(item => item is string)) return Props.NumberArray(node);
        // As in plotly.js, texts that are all numbers are numbers, unless the axis says otherwise.
        double Parsed(object? item) => item is string text
            ? double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN
            : Props.Number(item) ?? double.NaN;
        if (_type != "category" && _categories.Count == 0 && items.All(item => item is not string || double.IsFinite(Parsed(item))))
            return [.. items.Select(Parsed)];
        return [.. items.Select(item =>
        {
            var text = PlotlyText.Decode(Props.Text(item) ?? "");
            if (!_categories.Contains(text)) _categories.Add(text);
            return (double)_categories.IndexOf(text);
        })];
    }

    /// <summary>Where a value lies between the start (0) and the end (1) of the axis.</summary>
    public double Place(double value) => PlaceScaled(IsLog ? value > 0 ? Math.Log10(value) : double.NaN : value);

    /// <summary>Like <see cref="Place"/>, for a value that is a power of ten already on a logarithmic axis.</summary>
    public double PlaceScaled(double value) => (value - Range.Start) / (Range.End - Range.Start);

    /// <summary>Ticks for so many pixels: the place between 0 and 1, and the label.</summary>
    public IEnumerable<(double Place, string Label)> Ticks(double pixels)
    {
        if (Given is not null || _categories.Count > 0)
        {
            // Given places on a logarithmic axis are values.
            var ticks = Given?.Select(t => (Place(t.At), t.Label)) ?? _categories.Select((c, i) => (PlaceScaled(i), c));
            return ticks.Where(t => t.Item1 is >= 0 and <= 1);
        }
        var (min, max) = (Math.Min(Range.Start, Range.End), Math.Max(Range.Start, Range.End));
        var count = Math.Max(3, pixels / (IsX ? 80 : 48));
        return (IsLog ? Plotting.Ticks.Logarithmic(min, max, count) : Plotting.Ticks.Linear(min, max, count))
            .Select(t => (PlaceScaled(t.At), t.Label));
    }
}
