namespace DeepLearning.Tensors;

public sealed partial class Tensor
{
    /// <summary>The sum of all elements, shape [].</summary>
    public Tensor Sum()
    {
        var result = Uninitialized([], Device);
        Backend.Reduce(Reduction.Sum, Detach().Reshape(Size), 0, result);
        return Records(this) ? RecordSum(result, result.Shape) : result;
    }

    /// <summary>The sums along one axis (negative counts from the end), which is dropped or kept with length 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor Sum(int axis, bool keepAxis = false) => ReduceAxis(Reduction.Sum, axis, keepAxis, "Tensor.Sum");

    /// <summary>The mean of all elements, shape [].</summary>
    public Tensor Mean() => Sum() / Size;

    /// <summary>The means along one axis (negative counts from the end), which is dropped or kept with length 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    public Tensor Mean(int axis, bool keepAxis = false) =>
        ReduceAxis(Reduction.Sum, axis, keepAxis, "Tensor.Mean") / Shape[axis < 0 ? axis + Rank : axis];

    /// <summary>The largest elements along one axis (negative counts from the end), which is dropped or kept with length 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="InvalidOperationException">The axis has length 0.</exception>
    public Tensor Max(int axis, bool keepAxis = false) => ReduceAxis(Reduction.Max, axis, keepAxis, "Tensor.Max");

    /// <summary>For each row of a matrix, the column of its largest element.</summary>
    /// <exception cref="ShapeException">The tensor does not have two axes.</exception>
    public int[] ArgMax()
    {
        ShapeException.ThrowUnless(Shape, [Dim.Any, Dim.Any], "Tensor.ArgMax", "this");
        return Backend.ArgMax(this);
    }

    /// <summary>Sums over the axes along which <paramref name="shape"/> would be stretched to this tensor's shape: the gradient of a
    /// broadcast.</summary>
    /// <exception cref="ShapeException">The shape does not stretch to this tensor's.</exception>
    public Tensor SumTo(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape == Shape) return this;
        if (!Stretches(shape, Shape)) throw new ShapeException($"Tensor.SumTo: shape {shape} does not stretch to {Shape}.");
        var result = Uninitialized(shape, Device);
        Backend.SumTo(this, result);
        return Records(this) ? RecordSum(result, result.Shape) : result;
    }

    private Tensor ReduceAxis(Reduction kind, int axis, bool keepAxis, string operation)
    {
        var at = axis < 0 ? axis + Rank : axis;
        if ((uint)at >= (uint)Rank)
            throw new ArgumentOutOfRangeException(nameof(axis), $"{operation}: there is no axis {axis} in shape {Shape}.");
        if (kind == Reduction.Max && Shape[at] == 0)
            throw new InvalidOperationException($"{operation}: axis {axis} of shape {Shape} is empty, so it has no largest element.");
        var lengths = Shape.ToList();
        if (keepAxis) lengths[at] = 1;
        else lengths.RemoveAt(at);
        var result = Uninitialized(Shape.Create(lengths.ToArray()), Device);
        Backend.Reduce(kind, this, at, result);
        if (!Records(this)) return result;
        lengths = Shape.ToList();
        lengths[at] = 1;
        var kept = Shape.Create(lengths.ToArray());
        return kind == Reduction.Sum ? RecordSum(result, kept) : RecordMax(result, kept);
    }
}
