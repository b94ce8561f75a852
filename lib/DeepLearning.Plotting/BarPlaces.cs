namespace DeepLearning.Plotting;

/// <summary>Where bars and boxes stand: beside each other, on each other or over each other, with the gaps of plotly.js.</summary>
internal static class BarPlaces
{
    private const double BarGap = 0.2;
    private const double BoxRoom = 0.7 * 0.7;

    public static void Apply(Panel panel, string mode)
    {
        Trace[] bars = [.. panel.Traces.Where(t => t.Kind == TraceKind.Bars)];
        var gap = bars.Length > 0 && Array.TrueForAll(bars, t => t.IsHistogram) ? 0 : BarGap;
        var step = Step(bars.SelectMany(Along));
        var sums = new Dictionary<(double, bool), double>();
        for (var b = 0; b < bars.Length; b++)
        {
            var trace = bars[b];
            var (along, across) = (Along(trace), trace.Horizontal ? trace.X : trace.Y);
            var side = mode == "group" && trace.BarWidth is null;
            var width = trace.BarWidth ?? step * (1 - gap) / (side ? bars.Length : 1);
            var shift = side ? (b - (bars.Length - 1) / 2.0) * width : 0;
            trace.Bars = [.. along.Zip(across, (place, value) =>
            {
                var foot = trace.Bases is { Length: > 0 } bases ? bases[Math.Min(Array.IndexOf(along, place), bases.Length - 1)] : 0;
                if (mode is "stack" or "relative")
                {
                    var key = (place, mode == "relative" && value < 0);
                    foot = sums.GetValueOrDefault(key);
                    sums[key] = foot + (double.IsFinite(value) ? value : 0);
                }
                return new BarBox(place + shift - width / 2, place + shift + width / 2,
                    Math.Max(0, (step - width * (side ? bars.Length : 1)) / 2), foot, foot + value);
            })];
        }
        Trace[] boxes = [.. panel.Traces.Where(t => t.Kind == TraceKind.Boxes)];
        var room = Step(boxes.SelectMany(Along));
        foreach (var trace in boxes)
            trace.Bars = [.. Along(trace).Select(place =>
                new BarBox(place - room * BoxRoom / 2, place + room * BoxRoom / 2, room * (1 - BoxRoom) / 2, 0, 0))];
    }

    private static double[] Along(Trace trace) => trace.Horizontal ? trace.Y : trace.X;

    // The smallest distance between two places.
    private static double Step(IEnumerable<double> places)
    {
        double[] sorted = [.. places.Where(double.IsFinite).Distinct().Order()];
        return sorted.Length < 2 ? 1 : sorted.Zip(sorted.Skip(1), (a, b) => b - a).Min();
    }
}
