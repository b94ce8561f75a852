using System.Globalization;

namespace DeepLearning.Plotting;

/// <summary>Colour scales: those given by their stops, plotly.js's own by their names, ours where nothing is said.</summary>
internal static class NamedScales
{
    // Colours in even steps, or each after its place.
    private static readonly Dictionary<string, string> s_named = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Greys"] = "000000 ffffff",
        ["YlGnBu"] = "081d58 253494 225ea8 1d91c0 41b6c4 7fcdbb c7e9b4 edf8d9 ffffd9",
        ["Greens"] = "00441b 006d2c 238b45 41ab5d 74c476 a1d99b c7e9c0 e5f5e0 f7fcf5",
        ["YlOrRd"] = "800026 bd0026 e31a1c fc4e2a fd8d3c feb24c fed976 ffeda0 ffffcc",
        ["Bluered"] = "0000ff ff0000",
        ["RdBu"] = "0:050aac 0.35:6a89f7 0.5:bebebe 0.6:dcaa84 0.7:e6915a 1:b20a1c",
        ["Reds"] = "0:dcdcdc 0.2:f5c39d 0.4:f5a069 1:b20a1c",
        ["Blues"] = "0:050aac 0.35:283cbe 0.5:4664f5 0.6:5a78f5 0.7:6a89f7 1:dcdcdc",
        ["Picnic"] = "0000ff 3399ff 66ccff 99ccff ccccff ffffff ffccff ff99ff ff66cc ff6666 ff0000",
        ["Rainbow"] = "96005a 0000c8 0019ff 0098ff 2cff96 97ff00 ffea00 ff6f00 ff0000",
        ["Portland"] = "0c3383 0a88ba f2d338 f28f38 d91e1e",
        ["Jet"] = "0:000083 0.125:003caa 0.375:05ffff 0.625:ffff00 0.875:fa0000 1:800000",
        ["Hot"] = "0:000000 0.3:e60000 0.6:ffd200 1:ffffff",
        ["Blackbody"] = "0:000000 0.2:e60000 0.4:e6d200 0.7:ffffff 1:a0c8ff",
        ["Earth"] = "0:000082 0.1:00b4b4 0.2:28d228 0.4:e6e632 0.6:784614 1:ffffff",
        ["Electric"] = "0:000000 0.15:1e0064 0.4:780064 0.6:a05a00 0.8:e6c800 1:fffadc",
        ["Viridis"] = "440154 472d7b 3b528b 2c728e 21918c 28ae80 5ec962 addc30 fde725",
        ["Cividis"] = "00204c 002a66 00346e 273f6c 3c4a6b 4c556b 5b5f6d 686a70 757575 838178 928c78 a19876 b0a572 c0b16d d1bf66 e1cc5c " +
            "f3db4f ffe945",
    };

    /// <summary>The scale of a trace or marker, from 0 to 1, turned round where it asks for that.</summary>
    public static (double At, string Color)[] Of(object? owner)
    {
        var stops = Props.Text(owner, "colorscale") is { } name && s_named.TryGetValue(name, out var named) ? Named(named) : Given(owner);
        return Props.Flag(owner, "reversescale") == true ? [.. stops.Reverse().Select(stop => (1 - stop.At, stop.Color))] : stops;
    }

    /// <summary>The colour at <paramref name="t"/> between 0 and 1.</summary>
    public static string At((double At, string Color)[] stops, double t)
    {
        t = Math.Clamp(double.IsNaN(t) ? 0 : t, 0, 1);
        var next = Math.Clamp(Array.FindIndex(stops, stop => stop.At >= t), 1, stops.Length - 1);
        var (from, to) = (stops[next - 1], stops[next]);
        return ColorMix.Between(from.Color, to.Color, to.At > from.At ? Math.Clamp((t - from.At) / (to.At - from.At), 0, 1) : 0);
    }

    private static (double At, string Color)[] Named(string scale)
    {
        var parts = scale.Split(' ');
        return [.. parts.Select((part, i) => part.Split(':') is [var place, var color]
            ? (double.Parse(place, CultureInfo.InvariantCulture), "#" + color)
            : (i / (parts.Length - 1.0), "#" + part))];
    }

    private static (double At, string Color)[] Given(object? owner)
    {
        var stops = Props.Items(owner, "colorscale").Select(stop => Pair(stop) is var (at, color) && Props.Number(at) is { } place
            && TraceReader.SafeColor(Props.Text(color)) is { } safe ? (place, safe) : (double.NaN, ""))
                .Where(stop => double.IsFinite(stop.Item1)).OrderBy(stop => stop.Item1).ToArray();
        return stops.Length >= 2 ? stops : [.. ColorScale.Samples(ColorMap.Sequential)];
    }

    // Pairs are arrays, or tuples of F#.
    private static (object? At, object? Color) Pair(object? stop) => stop switch
    {
        System.Runtime.CompilerServices.ITuple { Length: 2 } pair => (pair[0], pair[1]),
        _ => Props.Items(stop) is [var first, var second] ? (first, second) : default,
    };
}
