using ILGPU;

namespace DeepLearning.Gpu.Emulation;

/// <summary>What a launch did, summed over all items.</summary>
/// <param name="Items">Work items.</param>
/// <param name="Barriers">Barriers that groups passed.</param>
/// <param name="GlobalReads">Numbers of 4 bytes read from global memory.</param>
/// <param name="GlobalWrites">Numbers written to global memory.</param>
/// <param name="SharedReads">Numbers read from shared memory.</param>
/// <param name="SharedWrites">Numbers written to shared memory.</param>
public readonly record struct LaunchCounts(
    long Items, long Barriers, long GlobalReads, long GlobalWrites, long SharedReads, long SharedWrites);

/// <summary>Time as the checks see it: which launch, which item, and how many barriers have passed.</summary>
internal sealed class Tracker
{
    private readonly long[] _counts = new long[4];
    private long _barriers;

    public int Launch { get; private set; }

    public int Epoch { get; private set; }

    public long Item { get; set; }

    public long GroupSize { get; private set; } = 1;

    public void Begin(long groupSize)
    {
        (Launch, GroupSize, _barriers) = (Launch + 1, groupSize, 0);
        Array.Clear(_counts);
    }

    /// <summary>A barrier, or the end of a group: accesses before and after are in order.</summary>
    public void PassBarrier()
    {
        Epoch++;
        _barriers++;
    }

    public void Count(bool isShared, bool isWrite, int words) => _counts[(isShared ? 2 : 0) + (isWrite ? 1 : 0)] += words;

    // Each group begins with one count that no barrier made.
    public LaunchCounts Counts(KernelConfig config) => new(
        config.GridDim.Size * config.GroupDim.Size, Math.Max(0, _barriers - config.GridDim.Size), _counts[0], _counts[1], _counts[2], _counts[3]);
}
