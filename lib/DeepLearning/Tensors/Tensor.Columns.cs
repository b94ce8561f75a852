namespace DeepLearning.Tensors;

public sealed partial class Tensor
{
    /// <summary>Columns <paramref name="start"/> to <paramref name="end"/> (exclusive) of the last axis, copied.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The range lies outside the axis.</exception>
    public Tensor Columns(int start, int end)
    {
        if (Rank == 0) throw new ShapeException("Tensor.Columns: a single number (shape []) has no columns.");
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, Shape[^1]);
        var result = Uninitialized([.. Shape.AsSpan()[..^1], end - start], Device);
        Backend.CopyColumns(this, start, result, 0, end - start);
        return Records(this) ? Record() : result;

        Tensor Record() => result.RecordedAs("Columns", [this], [], grad =>
        {
            var whole = Zeros(Shape, Device);
            Backend.CopyColumns(grad, 0, whole, start, end - start);
            AddGrad(whole);
        });
    }

    /// <summary>Tensors side by side: joined along the last axis, all other axes equal.</summary>
    /// <exception cref="ShapeException">Another axis differs, or there is none.</exception>
    /// <exception cref="ArgumentException">There are no tensors.</exception>
    /// <exception cref="OverflowException">The axis would be longer than <see cref="int.MaxValue"/>.</exception>
    public static Tensor Concat(params Tensor[] tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        if (tensors.Length == 0) throw new ArgumentException("Tensor.Concat: no tensors.", nameof(tensors));
        var first = tensors[0];
        if (first.Rank == 0)
            throw new ShapeException("Tensor.Concat: single numbers (shape []) have no axis to join. Give them one with Reshape(1).");
        var width = 0;
        foreach (var tensor in tensors)
        {
            ShapeException.ThrowUnless(tensor.Shape, [.. first.Shape.AsSpan()[..^1], Dim.Any], "Tensor.Concat", nameof(tensors));
            first.OnSameDevice(tensor, "Tensor.Concat");
            width = checked(width + tensor.Shape[^1]);
        }
        var result = Uninitialized([.. first.Shape.AsSpan()[..^1], width], first.Device);
        var start = 0;
        foreach (var tensor in tensors)
        {
            result.Backend.CopyColumns(tensor, 0, result, start, tensor.Shape[^1]);
            start += tensor.Shape[^1];
        }
        // The array is the caller's, who may put other tensors into it before the backward pass.
        return Records(tensors) ? RecordConcat(result, [.. tensors]) : result;
    }

    private static Tensor RecordConcat(Tensor result, Tensor[] inputs) => result.RecordedAs("Concat", inputs, [], grad =>
    {
        var start = 0;
        foreach (var input in inputs)
        {
            input.AddGrad(grad.Columns(start, start + input.Shape[^1]));
            start += input.Shape[^1];
        }
    });
}
