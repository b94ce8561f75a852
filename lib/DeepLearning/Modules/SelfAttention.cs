using DeepLearning.Autograd;
using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>Causal self-attention with several heads: each position takes a weighted mean of what it and the positions before it
/// offer.</summary>
/// <remarks>
/// X [N, T, Width]. Query, Key and Value are Linear(Width, Width) without bias, cut into heads of D = Width / Heads columns. In each head
/// <c>A = softmax(Q Kᵀ / √D)</c> over the positions that are not ahead, and <c>Y = A V</c>; the heads side by side go through Output.
/// Source: Vaswani et al. (2017).
/// </remarks>
public sealed class SelfAttention : Module
{
    private readonly int _heads;

    /// <summary>Makes attention of so many heads over vectors of a width.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive.</exception>
    /// <exception cref="ArgumentException">The width is not a multiple of the number of heads.</exception>
    public SelfAttention(int width, int heads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(heads);
        if (width % heads != 0)
            throw new ArgumentException($"SelfAttention: a width of {width} can't be shared out among {heads} heads; choose a multiple " +
                $"of {heads}.", nameof(heads));
        _heads = heads;
        (Query, Key, Value, Output) = (Map(), Map(), Map(), Map());

        Linear Map() => new(width, width, bias: false);
    }

    /// <summary>What each position looks for.</summary>
    public Linear Query { get; }

    /// <summary>What each position can be found by.</summary>
    public Linear Key { get; }

    /// <summary>What each position hands over.</summary>
    public Linear Value { get; }

    /// <summary>Mixes what the heads found.</summary>
    public Linear Output { get; }

    /// <summary>Raised with the weights [N · Heads, T, S] of each call: for pictures of who looks at whom.</summary>
    public event Action<Tensor>? Attended;

    /// <inheritdoc/>
    /// <exception cref="ShapeException">Not [N, T, Width].</exception>
    public override Tensor Forward(Tensor input) => Forward(input, null);

    /// <summary>As <see cref="Forward(Tensor)"/>, for positions that follow those whose keys and values the memory holds; theirs are added
    /// to it.</summary>
    /// <exception cref="ShapeException">Not [N, T, Width].</exception>
    public Tensor Forward(Tensor input, AttentionMemory? memory)
    {
        ArgumentNullException.ThrowIfNull(input);
        var width = Query.Weight.Shape[1];
        ShapeException.ThrowUnless(input.Shape, [Dim.Any, Dim.Any, width], "SelfAttention.Forward", nameof(input));
        var (count, length, depth) = (input.Shape[0], input.Shape[1], width / _heads);
        var (queries, keys, values) = (Heads(Query), Heads(Key), Heads(Value));
        if (memory is not null) (keys, values) = memory.Append(keys, values);
        var weights = Functional.CausalSoftmax((queries * (1 / MathF.Sqrt(depth))).MatMul(keys, transposeOther: true));
        Attended?.Invoke(weights.Detach());
        var found = weights.MatMul(values).Reshape(count, _heads, length, depth).Permute(0, 2, 1, 3).Reshape(count, length, width);
        return Output.Call(found);

        // [N, T, Width] to [N · Heads, T, D].
        Tensor Heads(Linear map) => map.Call(input).Reshape(count, length, _heads, depth).Permute(0, 2, 1, 3).Reshape(count * _heads,
            length, depth);
    }

    /// <inheritdoc/>
    public override string ToString() => $"SelfAttention({Query.Weight.Shape[1]}, heads: {_heads})";
}

/// <summary>The keys and values of the positions that one attention has met, so that the next ones need not compute them again.</summary>
public sealed class AttentionMemory
{
    private Tensor? _keys, _values;

    /// <summary>How many positions it holds.</summary>
    public int Length => _keys?.Shape[1] ?? 0;

    /// <summary>Adds keys and values [N · Heads, T, D] behind those that are there, and returns all.</summary>
    internal (Tensor Keys, Tensor Values) Append(Tensor keys, Tensor values)
    {
        (_keys, _values) = (Join(_keys, keys), Join(_values, values));
        return (_keys, _values);
    }

    private static Tensor Join(Tensor? before, Tensor after)
    {
        if (before is null) return after.Clone().Keep();
        var (heads, depth) = (after.Shape[0], after.Shape[2]);
        var (old, added) = (before.Shape[1] * depth, after.Shape[1] * depth);
        var joined = Tensor.Zeros([heads, before.Shape[1] + after.Shape[1], depth], after.Device).Keep();
        var rows = joined.Reshape(heads, old + added);
        rows.Backend.CopyColumns(before.Reshape(heads, old), 0, rows, 0, old);
        rows.Backend.CopyColumns(after.Reshape(heads, added), 0, rows, old, added);
        return joined;
    }
}
