using System.Runtime.InteropServices;

namespace DeepLearning.Gpu.Checking;

/// <summary>Remembers for every number in global and shared memory which item wrote it last and which two read it last, and
/// counts.</summary>
/// <remarks>
/// Two accesses race if they come from different items, at least one is a write, and nothing puts them in order: a barrier between them
/// does within a group; between groups of one launch nothing does.
/// </remarks>
internal sealed class AccessLog(Launch launch)
{
    private readonly List<Region> _regions = [];
    private readonly Dictionary<nint, Entry> _words = [];
    private readonly long[] _counts = new long[4];
    private int _epoch = 1;
    private long _barriers;

    /// <summary>Memory to watch.</summary>
    public void Add(string name, nint start, long bytes, int elementSize, bool isShared = false) =>
        _regions.Add(new(name, start, start + (nint)bytes, elementSize, isShared));

    /// <summary>What an address belongs to, by the name of the kernel's parameter.</summary>
    public string? NameOf(nint address) => Find(address)?.Name;

    /// <summary>A barrier, or the end of a group: accesses before and after are in order.</summary>
    public void PassBarrier(bool isEndOfGroup = false)
    {
        _epoch++;
        if (!isEndOfGroup) _barriers++;
    }

    public void Read(nint address, int bytes)
    {
        if (Find(address) is not { } region) return;
        _counts[region.IsShared ? 2 : 0] += (bytes + 3) / 4;
        for (var word = address & ~3; word < address + bytes; word += 4)
        {
            ref var entry = ref EntryOf(word, region);
            if (region.IsShared && entry.Writer.Item == 0)
                throw new KernelException($"{launch.Where} reads element {region.IndexOf(address)} of {region.Name}, which nobody has " +
                    "written yet.");
            if (Races(entry.Writer)) Report(entry.Writer, region, address, "reads", "written", "write");
            if (entry.Reader.Item != launch.Item + 1) entry.ReaderBefore = entry.Reader;
            entry.Reader = Now;
        }
    }

    public void Write(nint address, int bytes)
    {
        if (Find(address) is not { } region) return;
        _counts[region.IsShared ? 3 : 1] += (bytes + 3) / 4;
        for (var word = address & ~3; word < address + bytes; word += 4)
        {
            ref var entry = ref EntryOf(word, region);
            if (Races(entry.Writer)) Report(entry.Writer, region, address, "writes", "written", "write");
            if (Races(entry.Reader)) Report(entry.Reader, region, address, "writes", "read", "read");
            if (Races(entry.ReaderBefore)) Report(entry.ReaderBefore, region, address, "writes", "read", "read");
            entry.Writer = Now;
        }
    }

    /// <summary>How many different items wrote into an array.</summary>
    public int Writers(nint start, long bytes) =>
        _words.Where(word => word.Key >= start && word.Key < start + bytes && word.Value.Writer.Item != 0)
            .Select(word => word.Value.Writer.Item).Distinct().Count();

    public LaunchCounts Counts(long items) => new(items, _barriers, _counts[0], _counts[1], _counts[2], _counts[3]);

    private Access Now => new(launch.Item + 1, _epoch);

    private Region? Find(nint address)
    {
        foreach (var region in _regions)
            if (address >= region.Start && address < region.End) return region;
        return null;
    }

    // Shared memory is that of a new group as soon as the group is another.
    private ref Entry EntryOf(nint word, Region region)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_words, word, out _);
        var group = launch.Item / launch.GroupSize;
        if (region.IsShared && entry.Group != group) entry = default;
        entry.Group = group;
        return ref entry;
    }

    private bool Races(Access access) => access.Item != 0 && access.Item != launch.Item + 1
        && (access.Epoch == _epoch || (access.Item - 1) / launch.GroupSize != launch.Item / launch.GroupSize);

    private void Report(Access other, Region region, nint address, string does, string done, string what)
    {
        var sameGroup = (other.Item - 1) / launch.GroupSize == launch.Item / launch.GroupSize;
        throw new KernelException($"{launch.Where} {does} element {region.IndexOf(address)} of {region.Name}, which {launch.ItemName(other.Item - 1)} has {done}: a race. "
            + (sameGroup && launch.GroupSize > 1
                ? $"On a card either may come first. A Group.Barrier() must stand between this and the {what}."
                : "On a card either may come first, and no barrier reaches across groups. Let one item own each element."));
    }

    /// <summary>Who and when; item 0 means nobody.</summary>
    private readonly record struct Access(long Item, int Epoch);

    private struct Entry
    {
        public long Group;
        public Access Writer, Reader, ReaderBefore;
    }

    private sealed record Region(string Name, nint Start, nint End, int ElementSize, bool IsShared)
    {
        public long IndexOf(nint address) => (address - Start) / ElementSize;
    }
}
