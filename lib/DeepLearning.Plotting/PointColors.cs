using System.Collections;
using Plotly.NET;

namespace DeepLearning.Plotting;

/// <summary>Colours of points or bars that differ within a trace: given one by one, or numbers on a colour scale.</summary>
internal static class PointColors
{
    public static string[]? Of(object? marker, int count)
    {
        var node = Props.Get(marker, "color") is Color { Value: IEnumerable and not string } color ? color.Value
            : Props.Get(marker, "color");
        if (node is string || node is not IEnumerable several) return null;
        var items = Props.Items(several);
        if (items.Count == 0) return null;
        if (items.Any(item => item is string or Color or ARGB))
            return [.. Enumerable.Range(0, count).Select(i => TraceReader.SafeColor(Props.Text(items[i % items.Count]))
                ?? SeriesStyle.Color(0))];
        var numbers = Props.NumberArray(several);
        var (min, max) = Numbers.Range(numbers);
        (min, max) = (Props.Number(marker, "cmin") ?? min, Props.Number(marker, "cmax") ?? max);
        // As plotly.js does where no scale is named.
        var stops = Props.Get(marker, "colorscale") is null && min < 0
            && max > 0 ? [.. ColorScale.Samples(ColorMap.Diverging)] : NamedScales.Of(marker);
        return [.. Enumerable.Range(0, count).Select(i =>
            NamedScales.At(stops, max > min ? (numbers[i % numbers.Length] - min) / (max - min) : 0.5))];
    }
}
