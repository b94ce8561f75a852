namespace DeepLearning.Tensors;

public sealed partial class Tensor
{
    /// <summary>One element, read or written. On a device other than the processor each access is a transfer.</summary>
    /// <exception cref="ArgumentException">Another number of indices than axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside its axis.</exception>
    [System.Runtime.CompilerServices.IndexerName("Elements")]
    public float this[params ReadOnlySpan<int> indices]
    {
        get
        {
            Span<float> value = stackalloc float[1];
            Backend.Download(Element(indices), value);
            return value[0];
        }
        set
        {
            Backend.Upload([value], Element(indices));
            MarkChanged();
        }
    }

    /// <summary>Rows <paramref name="start"/> to <paramref name="end"/> (exclusive) along the first axis, copied.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range lies outside the tensor.</exception>
    public Tensor Rows(int start, int end)
    {
        RequireRows("Tensor.Rows");
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, Shape[0]);
        var rows = new int[end - start];
        for (var i = 0; i < rows.Length; i++) rows[i] = start + i;
        return Rows(rows);
    }

    /// <summary>The rows of these indices along the first axis, in this order, copied.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index lies outside the tensor.</exception>
    public Tensor Rows(ReadOnlySpan<int> indices)
    {
        RequireRows("Tensor.Rows");
        foreach (var index in indices)
            if ((uint)index >= (uint)Shape[0])
                throw new ArgumentOutOfRangeException(nameof(indices),
                    $"Tensor.Rows: row {index} does not exist; the tensor has {Shape[0]} rows.");
        int[] lengths = [indices.Length, .. Shape.AsSpan()[1..]];
        var result = Uninitialized(Shape.Create(lengths), Device);
        Backend.GatherRows(this, indices, result);
        return Records(this) ? RecordRows(result, indices.ToArray()) : result;
    }

    private Tensor RecordRows(Tensor result, int[] indices) => result.RecordedAs("Rows", [this], [], grad =>
    {
        var sum = Zeros(Shape, Device);
        Backend.AddToRows(grad, indices, sum);
        AddGrad(sum);
    });

    private void RequireRows(string operation)
    {
        if (Rank == 0) throw new ShapeException($"{operation}: a single number (shape []) has no rows.");
    }

    private Tensor Element(ReadOnlySpan<int> indices)
    {
        if (indices.Length != Rank)
            throw new ArgumentException($"Tensor: {indices.Length} indices for shape {Shape}, which has {Rank} axes.");
        var offset = 0;
        for (var axis = 0; axis < Rank; axis++)
        {
            if ((uint)indices[axis] >= (uint)Shape[axis])
                throw new ArgumentOutOfRangeException(nameof(indices),
                    $"Tensor: index {indices[axis]} lies outside axis {axis} of shape {Shape}.");
            offset = offset * Shape[axis] + indices[axis];
        }
        return new Tensor([], Device, Storage, Offset + offset);
    }
}
