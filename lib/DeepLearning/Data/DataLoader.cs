using System.Collections;
using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Data;

/// <summary>Goes over a data set in batches, in a new order every time if asked to.</summary>
/// <remarks>Inputs [N, …], targets [N, …]; each batch holds rows of both. Enumerating it once is one epoch.</remarks>
public sealed class DataLoader : IEnumerable<(Tensor Inputs, Tensor Targets)>
{
    private readonly Tensor _inputs;
    private readonly Tensor _targets;
    private readonly RandomState? _random;
    private readonly Func<Tensor, Tensor>[] _transforms;
    private readonly bool _dropLast;

    /// <summary>Makes a loader.</summary>
    /// <param name="inputs">The inputs [N, …].</param>
    /// <param name="targets">The targets [N, …].</param>
    /// <param name="batchSize">Rows in a batch; the last one of an epoch may have fewer.</param>
    /// <param name="shuffleSeed">Seed of the order, or null to keep the rows in theirs.</param>
    /// <param name="dropLast">Whether to leave out a last batch that is not full.</param>
    /// <param name="transforms">What is done to each batch of inputs, one after the other.</param>
    /// <exception cref="ShapeException">Inputs and targets have different numbers of rows.</exception>
    public DataLoader(Tensor inputs, Tensor targets, int batchSize, uint? shuffleSeed = null, bool dropLast = false, params Func<Tensor,
        Tensor>[] transforms)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(transforms);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        if (inputs.Rank == 0 || targets.Rank == 0 || inputs.Shape[0] != targets.Shape[0])
            throw new ShapeException($"DataLoader: 'targets' has shape {targets.Shape}; expected as many rows as 'inputs' of shape " +
                $"{inputs.Shape}.");
        (_inputs, _targets, BatchSize, _dropLast, _transforms) = (inputs, targets, batchSize, dropLast, transforms);
        _random = shuffleSeed is { } seed ? new RandomState(seed) : null;
    }

    /// <summary>The generator of the order, for a checkpoint; null if the rows keep theirs.</summary>
    public RandomState? Random => _random;

    /// <summary>Rows in a batch.</summary>
    public int BatchSize { get; }

    /// <summary>The number of rows in all.</summary>
    public int Rows => _inputs.Shape[0];

    /// <summary>The number of batches in an epoch.</summary>
    public int Count => _dropLast ? Rows / BatchSize : (Rows + BatchSize - 1) / BatchSize;

    /// <summary>The batches of one epoch.</summary>
    public IEnumerator<(Tensor Inputs, Tensor Targets)> GetEnumerator()
    {
        int[] order = _random?.Permutation(Rows) ?? [.. Enumerable.Range(0, Rows)];
        for (var batch = 0; batch < Count; batch++)
        {
            var rows = order.AsSpan(batch * BatchSize, Math.Min(BatchSize, Rows - batch * BatchSize));
            var inputs = _inputs.Rows(rows);
            var targets = _targets.Rows(rows);
            foreach (var transform in _transforms) inputs = transform(inputs);
            yield return (inputs, targets);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
