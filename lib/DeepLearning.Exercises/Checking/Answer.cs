using System.Globalization;
using System.Runtime.CompilerServices;
using DeepLearning.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Exercises.Checking;

/// <summary>Numbers with a shape, whatever type they came in.</summary>
internal sealed record Part(string Name, int[] Shape, double[] Values)
{
    private const double Tolerance = 1e-4;

    public bool Equals(Part? other) => other is not null && Shape.SequenceEqual(other.Shape) && FirstDifference(other.Values) < 0;

    public override int GetHashCode() => Shape.Length;

    /// <summary>The first place at which the values differ by more than float32 arithmetic explains, or −1.</summary>
    public int FirstDifference(double[] right)
    {
        for (var i = 0; i < Values.Length; i++)
            if (!Close(Values[i], right[i])) return i;
        return -1;
    }

    public static bool Close(double got, double right) =>
        got == right || (double.IsNaN(got) && double.IsNaN(right))
            || (double.IsFinite(right) && Math.Abs(got - right) <= Tolerance * (0.01 + Math.Abs(right)));

    /// <summary>The largest difference, as a share of the right value's size.</summary>
    public double Deviation(Part right) => Values.Zip(right.Values, (a, b) => a.Equals(b) ? 0
        : Math.Abs(a - b) / (0.01 + Math.Abs(b))).DefaultIfEmpty().Max();

    /// <summary>Indices of the element at a position of the flat values: <c>[2, 0]</c>; empty for a single number.</summary>
    public string Place(int position)
    {
        if (Shape.Length == 0) return "";
        var indices = new int[Shape.Length];
        for (var axis = Shape.Length - 1; axis >= 0; axis--) (position, indices[axis]) = (position / Shape[axis], position % Shape[axis]);
        return $"[{string.Join(", ", indices)}]";
    }

    public static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}

/// <summary>What a function returned: one part, or one for each element of a tuple; or the exception it threw.</summary>
internal sealed class Answer : IEquatable<Answer>
{
    private Answer(IReadOnlyList<Part> parts, Exception? error) => (Parts, Error) = (parts, error);

    public IReadOnlyList<Part> Parts { get; }

    public Exception? Error { get; }

    /// <summary>Runs and keeps what came, an exception included; an interrupt of the cell goes on.</summary>
    public static Answer Of(Func<object?> run, IReadOnlyList<string> names)
    {
        try
        {
            var value = run();
            return new(value switch
            {
                ITuple tuple => [.. Enumerable.Range(0, tuple.Length)
                    .Select(i => Convert(i < names.Count ? names[i] : $"part {i + 1}", tuple[i]))],
                IEnumerable<object> several =>
                    [.. several.Select((part, i) => Convert($"{(names.Count > 0 ? names[0] : "part")} {i + 1}", part))],
                _ => [Convert("", value)],
            }, null);
        }
        catch (Exception error) when (error is not (OperationCanceledException or ThreadInterruptedException or OutOfMemoryException))
        {
            return new([], error);
        }
    }

    public bool Equals(Answer? other) => other is not null && Error?.GetType() == other.Error?.GetType()
        && Parts.SequenceEqual(other.Parts);

    public override bool Equals(object? obj) => Equals(obj as Answer);

    public override int GetHashCode() => Parts.Count;

    private static Part Convert(string name, object? value) => value switch
    {
        null => throw new ArgumentException("Your function returned null."),
        Tensor tensor => new(name, [.. tensor.Shape], [.. tensor.ToArray().Select(v => (double)v)]),
        Matrix<double> matrix => new(name, [matrix.RowCount, matrix.ColumnCount], matrix.ToRowMajorArray()),
        Vector<double> vector => new(name, [vector.Count], vector.ToArray()),
        Array array => new(name, [.. Enumerable.Range(0, array.Rank).Select(array.GetLength)],
            [.. array.Cast<object>().Select(v => System.Convert.ToDouble(v, CultureInfo.InvariantCulture))]),
        IEnumerable<double> sequence => Convert(name, sequence.ToArray()),
        bool or double or float or int or long => new(name, [], [System.Convert.ToDouble(value, CultureInfo.InvariantCulture)]),
        _ => throw new ArgumentException($"Your function returned a {value.GetType().Name}, which the check cannot compare with numbers."),
    };
}
