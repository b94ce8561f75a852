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
        foreach (var at in entries)
        {
            var (difference, error) = Closest(x, values, at, gradient[at]);
            largest = Math.Max(largest, error);
            if (!(error <= tolerance)) mismatches.Add(new(name + Index(x.Shape, at), gradient[at], difference, tolerance));
        }
        return new(name, entries.Length, largest, mismatches);
    }

    // A step that is too long bends around the curve or jumps over a kink, one that is too short drowns in rounding. A right gradient agrees with one of them;
    // a wrong one with none.
    private (double Difference, double Error) Closest(Tensor x, float[] values, int at, double got)
    {
        var best = (Difference: double.NaN, Error: double.PositiveInfinity);
        foreach (var scale in (ReadOnlySpan<double>)[1, 0.25, 0.0625])
        {
            var difference = Slope(x, values, at, (float)(step * scale * Math.Max(1, Math.Abs(values[at]))));
            var error = Math.Abs(got - difference) / Math.Max(1, Math.Abs(difference));
            if (error < best.Error || double.IsNaN(best.Difference)) best = (difference, error);
            if (best.Error <= tolerance) break;
        }
        return best;
    }

    private double Slope(Tensor x, float[] values, int at, float h)
    {
        var middle = values[at];
        var (above, below) = (middle + h, middle - h);
        var up = Moved(above);
        var down = Moved(below);
        Moved(middle);
        // Outputs that did not move cancel exactly, before anything is added up.
        var sum = 0.0;
        for (var i = 0; i < up.Length; i++) sum += (outputGrad?[i] ?? 1.0) * ((double)up[i] - down[i]);
        return sum / ((double)above - below);

        float[] Moved(float value)
        {
            values[at] = value;
            x.CopyFrom(Tensor.FromArray(values, x.Shape, x.Device));
            return value == middle ? [] : outputs();
        }
    }

    private int[] Entries(int size) => size <= mostEntries ? [.. Enumerable.Range(0, size)] : new RandomState(1).Choice(size, mostEntries, replace: false);

    private static string Index(Shape shape, int at)
    {
        var index = new int[shape.Rank];
        for (var axis = shape.Rank - 1; axis >= 0; axis--) (at, index[axis]) = (at / shape[axis], at % shape[axis]);
        return $"[{string.Join(',', index)}]";
    }
}
