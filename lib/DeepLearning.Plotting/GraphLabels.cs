namespace DeepLearning.Plotting;

/// <summary>Finds places for the texts of arrows: near the middle of the arrow, values above it and gradients below, and on no other text,
/// arrow or node.</summary>
internal sealed class GraphLabels(GraphLayout layout, IEnumerable<(double X, double Y)[]> lines)
{
    private const double Height = 13, Gap = 3;
    private const int Steps = 16;

    private readonly (double X, double Y)[] _drawn =
        [.. lines.SelectMany(line => line.Zip(line.Skip(1), Samples).SelectMany(samples => samples))];
    private readonly List<(double Left, double Top, double Right, double Bottom)> _taken = [];

    /// <summary>The middle and the baseline of a text.</summary>
    public (double X, double Baseline) Place(string text, (double X, double Y)[] line, bool above)
    {
        var width = TextMetrics.Width(text, GraphSvg.EdgeSize);
        var path = line.Zip(line.Skip(1), Samples).First().ToArray();
        var best = (Cost: double.PositiveInfinity, Box: default((double Left, double Top, double Right, double Bottom)));
        foreach (var at in path[2..^2])
            foreach (var away in new[] { 0.0, 5, 10, 16 })
                foreach (var aside in new[] { 0, -0.5, 0.5 })
                {
                    var (x, top) = (at.X + aside * (width + 2 * Gap), above ? at.Y - Gap - away - Height : at.Y + Gap + away);
                    var box = (Left: x - width / 2, Top: top, Right: x + width / 2, Bottom: top + Height);
                    var cost = Cost(box) + Math.Abs(at.X - path[Steps / 2].X) / 20 + away / 4 + Math.Abs(aside);
                    if (cost < best.Cost) best = (cost, box);
                }
        _taken.Add(best.Box);
        return ((best.Box.Left + best.Box.Right) / 2, best.Box.Bottom - 2.5);
    }

    private double Cost((double Left, double Top, double Right, double Bottom) box) =>
        4 * _drawn.Count(p => p.X > box.Left - Gap && p.X < box.Right + Gap && p.Y > box.Top - 1 && p.Y < box.Bottom + 1)
        + 100 * _taken.Count(other =>
            box.Left < other.Right + Gap && box.Right > other.Left - Gap && box.Top < other.Bottom && box.Bottom > other.Top)
        + 100 * layout.Places.Values.Count(n =>
            box.Left < n.X + n.Width / 2 + 4 && box.Right > n.X - n.Width / 2 - 4
            && box.Top < n.Y + n.Height / 2 + 3 && box.Bottom > n.Y - n.Height / 2 - 3)
        + (box.Top < -12 ? 100 : 0) + (box.Bottom > layout.Height + 14 ? 100 : 0);

    // On the curve that is drawn between two points: it leaves both horizontally.
    private static IEnumerable<(double X, double Y)> Samples((double X, double Y) a, (double X, double Y) b) =>
        Enumerable.Range(0, Steps + 1).Select(i => (double)i / Steps).Select(t =>
        {
            var (p, q, r, s) = ((1 - t) * (1 - t) * (1 - t), 3 * (1 - t) * (1 - t) * t, 3 * (1 - t) * t * t, t * t * t);
            return (p * a.X + (q + r) * (a.X + b.X) / 2 + s * b.X, (p + q) * a.Y + (r + s) * b.Y);
        });
}
