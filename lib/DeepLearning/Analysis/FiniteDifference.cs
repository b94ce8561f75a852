using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Analysis;

/// <summary>Compares a gradient entry by entry with central differences of the function itself.</summary>
internal sealed class FiniteDifference(Func<float[]> outputs, float[]? outputGrad, double tolerance, double step, int mostEntries)
{
    /// <summary>Checks dL/dx, where L = Σ outputGrad · outputs and x is read by <c>outputs</c>.</summary>
    /// <param name="name">The gradient's name, such as <c>Dense.InputGrad</c>.</param>
    /// <param name="x">What is moved, in place, and put back.</param>
    /// <param name="gradient">What the backward pass computed.</param>
    public CheckedGradient Check(string name, Tensor x, float[] gradient)
    {
        var (values, mismatches, largest) = (x.ToArray(), new List<GradientMismatch>(), 0.0);
        var entries = Entries(x.Size);
        // Small gradients (those of a mean over many rows) are measured against their own size, else any number near zero would pass.
        var size = 0.0;
        foreach (var entry in gradient) size = Math.Max(size, Math.Min(1, Math.Abs(entry)));
        foreach (var at in entries)
        {
            var (difference, error) = Closest(x, values, at, gradient[at], size);
            largest = Math.Max(largest, error);
            if (!(error <= tolerance)) mismatches.Add(new(name + Index(x.Shape, at), gradient[at], difference, tolerance));
        }
        return new(name, entries.Length, largest, mismatches);
    }

    // A step that is too long bends around the curve or jumps over a kink, one that is too short drowns in rounding. A right gradient
    // agrees with one of them;
    // a wrong one with none.
    private (double Difference, double Error) Closest(Tensor x, float[] values, int at, double got, double size)
    {
        var best = (Difference: double.NaN, Error: double.PositiveInfinity);
        foreach (var scale in (ReadOnlySpan<double>)[1, 0.25, 0.0625])
        {
            var (difference, noise) = Slope(x, values, at, (float)(step * scale * Math.Max(1, Math.Abs(values[at]))));
            var error = Math.Max(0, Math.Abs(got - difference) - noise);
            if (error > 0) error /= Math.Max(size, Math.Abs(difference));
            if (error < best.Error || double.IsNaN(best.Difference)) best = (difference, error);
            if (best.Error <= tolerance) break;
        }
        return best;
    }

    // The slope, and how much of it may be rounding: outputs in single precision are right to a few units in the 24th bit.
    private (double Value, double Noise) Slope(Tensor x, float[] values, int at, float h)
    {
        var middle = values[at];
        var (above, below) = (middle + h, middle - h);
        var up = Moved(above);
        var down = Moved(below);
        Moved(middle);
        // Outputs that did not move cancel exactly, before anything is added up.
        var (sum, noise) = (0.0, 0.0);
        for (var i = 0; i < up.Length; i++)
        {
            if (up[i] == down[i]) continue;
            double weight = outputGrad?[i] ?? 1f;
            sum += weight * ((double)up[i] - down[i]);
            noise += Math.Abs(weight) * Math.Max(Math.Abs(up[i]), Math.Abs(down[i])) * 2e-7;
        }
        var width = (double)above - below;
        return (sum / width, noise / width);

        float[] Moved(float value)
        {
            values[at] = value;
            x.CopyFrom(Tensor.FromArray(values, x.Shape, x.Device));
            return value == middle ? [] : outputs();
        }
    }

    private int[] Entries(int size) => size <= mostEntries ? [.. Enumerable.Range(0, size)] : new RandomState(1).Choice(size, mostEntries,
        replace: false);

    private static string Index(Shape shape, int at)
    {
        var index = new int[shape.Rank];
        for (var axis = shape.Rank - 1; axis >= 0; axis--) (at, index[axis]) = (at / shape[axis], at % shape[axis]);
        return $"[{string.Join(',', index)}]";
    }
}
