using System.Globalization;

namespace DeepLearning.Plotting;

/// <summary>The part of the room that an axis takes: said by itself, by the axis that it lies over, or by a grid of panels.</summary>
internal static class AxisDomain
{
    public static (double From, double To) Of(Plotly.NET.Layout layout, string name)
    {
        if (Props.NumberArray(layout, name, "domain") is [>= 0 and <= 1, >= 0 and <= 1] domain && domain[0] < domain[1])
            return (domain[0], domain[1]);
        if (Props.Text(layout, name, "overlaying") is { Length: > 0 } under && under != name[..1] + name[5..])
            return Of(layout, name[..1] + "axis" + under[1..]);
        if (Props.Number(layout, "grid", "rows") is not ({ } rows and >= 1)
            || Props.Number(layout, "grid", "columns") is not ({ } columns and >= 1)) return (0, 1);
        var number = name.Length > 5 ? int.Parse(name[5..], CultureInfo.InvariantCulture) - 1 : 0;
        var independent = Props.Text(layout, "grid", "pattern") == "independent";
        var isX = name[0] == 'x';
        var (count, place) = isX ? ((int)columns, independent ? number % (int)columns : number)
            : ((int)rows, independent ? number / (int)columns : number);
        if (place >= count) return (0, 1);
        if (!isX && Props.Text(layout, "grid", "roworder") != "bottom to top") place = count - 1 - place;
        // The gap is a share of a cell with its gap; the last cell has none.
        var gap = Props.Number(layout, "grid", isX ? "xgap" : "ygap") ?? (!independent ? 0.1 : isX ? 0.2 : 0.3);
        var step = 1 / (count - gap);
        return (place * step, place * step + step * (1 - gap));
    }
}
