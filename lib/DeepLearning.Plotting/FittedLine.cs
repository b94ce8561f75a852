using DeepLearning.Display;

namespace DeepLearning.Plotting;

/// <summary>The straight line through points with the least squares, beside its loss over the slope; where scripts run, the reader drags
/// the points, and both follow.</summary>
/// <remarks>Loss: the mean of the squared distances in y. For each slope the bowl takes the best intercept,
/// <c>ȳ − slope · x̄</c>, so that its bottom is the line's loss. Immutable.</remarks>
[TypeFormatterSource(typeof(RichOutputFormatters))]
public sealed class FittedLine : IRichOutput
{
    private const int MostPoints = 100;

    private FittedLine(double[] x, double[] y)
    {
        (X, Y) = (x, y);
        var (meanX, meanY) = (x.Average(), y.Average());
        var (across, spread) = (x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Average(), x.Average(a => (a - meanX) * (a - meanX)));
        Slope = across / spread;
        Intercept = meanY - Slope * meanX;
    }

    /// <summary>How much the line rises for each step in x.</summary>
    public double Slope { get; }

    /// <summary>The line's height at x = 0.</summary>
    public double Intercept { get; }

    /// <summary>The mean of the squared distances.</summary>
    public double Loss => LossOf(Slope);

    /// <summary>The sentence that says what the picture shows: the one given, else one made from the numbers.</summary>
    public string Description =>
        GivenDescription ?? $"{X.Length} points and the line with the least squares: slope {Numbers.Text(Slope)}, intercept "
        + $"{Numbers.Text(Intercept)}, mean squared error {Numbers.Text(Loss)}. Beside it the error over the slope, a bowl.";

    internal double[] X { get; }

    internal double[] Y { get; }

    internal string XTitle { get; private init; } = "x";

    internal string YTitle { get; private init; } = "y";

    private string? GivenDescription { get; init; }

    /// <summary>Fits the line.</summary>
    /// <exception cref="ArgumentException">There are fewer than three points or more than 100, x and y differ in number, a number is not
    /// finite, or all x are equal.</exception>
    public static FittedLine Through(IEnumerable<double> x, IEnumerable<double> y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        double[] xs = [.. x], ys = [.. y];
        if (xs.Length != ys.Length)
            throw new ArgumentException($"FittedLine.Through: {xs.Length} x and {ys.Length} y; every point needs both.", nameof(y));
        if (xs.Length is < 3 or > MostPoints)
            throw new ArgumentException($"FittedLine.Through: {xs.Length} points; from 3 to {MostPoints} can be dragged.", nameof(x));
        if (xs.Concat(ys).Any(value => !double.IsFinite(value)))
            throw new ArgumentException("FittedLine.Through: a coordinate is not a number.", nameof(x));
        if (xs.Max() == xs.Min()) throw new ArgumentException("FittedLine.Through: all x are equal, so no line is the best.", nameof(x));
        return new(xs, ys);
    }

    /// <summary>What stands along the axes.</summary>
    public FittedLine WithAxes(string x, string y) => new(X, Y) { XTitle = x, YTitle = y, GivenDescription = GivenDescription };

    /// <summary>A sentence that says what to see, for people who can't see it.</summary>
    public FittedLine WithDescription(string sentence) => new(X, Y) { XTitle = XTitle, YTitle = YTitle, GivenDescription = sentence };

    /// <summary>The still picture and, where scripts run, points that can be dragged.</summary>
    public string ToHtml() => FittedLineHtml.Write(this);

    /// <summary>One line in words.</summary>
    public override string ToString() => $"Line: {Description}";

    /// <summary>The loss of the best line with this slope.</summary>
    internal double LossOf(double slope)
    {
        var (meanX, meanY) = (X.Average(), Y.Average());
        return X.Zip(Y, (a, b) => b - meanY - slope * (a - meanX)).Average(error => error * error);
    }
}
