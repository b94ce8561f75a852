namespace DeepLearning.Gpu.Emulation;

/// <summary>Remembers for every number of a memory which item wrote it last and which two read it last.</summary>
/// <remarks>
/// Two accesses race if they come from different items, at least one is a write, and nothing puts them in order: a barrier between them does within a
/// group; between groups of one launch nothing does.
/// </remarks>
internal sealed class AccessLog(Tracker tracker, DeviceMemory memory, bool isShared)
{
    private readonly Entry[] _entries = new Entry[(memory.Bytes.Length + 3) / 4];

    public void Read(int at, int bytes, int index)
    {
        if (LaunchState.Current is null) return;
        tracker.Count(isShared, isWrite: false, (bytes + 3) / 4);
        for (var word = at / 4; word < (at + bytes + 3) / 4; word++)
        {
            ref var entry = ref EntryOf(word);
            if (isShared && !entry.IsWritten)
                throw new KernelException($"{Fault.Where()} reads element {index} of {Fault.NameOf(memory)}, which nobody has written yet.");
            if (Races(entry.Writer)) Report(entry.Writer, index, "reads", "written", "write");
            if (entry.Reader.Item != tracker.Item + 1) entry.ReaderBefore = entry.Reader;
            entry.Reader = Now;
        }
    }

    public void Write(int at, int bytes, int index)
    {
        if (LaunchState.Current is null) return;
        tracker.Count(isShared, isWrite: true, (bytes + 3) / 4);
        for (var word = at / 4; word < (at + bytes + 3) / 4; word++)
        {
            ref var entry = ref EntryOf(word);
            if (Races(entry.Writer)) Report(entry.Writer, index, "writes", "written", "write");
            if (Races(entry.Reader)) Report(entry.Reader, index, "writes", "read", "read");
            if (Races(entry.ReaderBefore)) Report(entry.ReaderBefore, index, "writes", "read", "read");
            entry.Writer = Now;
            entry.IsWritten = true;
        }
    }

    /// <summary>The item that wrote a number last in the launch that was last; −1 for nobody.</summary>
    public long WriterOf(int word) => _entries[word].Launch == tracker.Launch ? _entries[word].Writer.Item - 1 : -1;

    private Access Now => new(tracker.Item + 1, tracker.Epoch);

    private ref Entry EntryOf(int word)
    {
        ref var entry = ref _entries[word];
        if (entry.Launch != tracker.Launch) entry = new Entry { Launch = tracker.Launch };
        return ref entry;
    }

    private bool Races(Access access) => access.Item != 0 && access.Item != tracker.Item + 1
        && (access.Epoch == tracker.Epoch || (access.Item - 1) / tracker.GroupSize != tracker.Item / tracker.GroupSize);

    private void Report(Access other, int index, string does, string done, string what)
    {
        var launch = LaunchState.Current!;
        var sameGroup = (other.Item - 1) / tracker.GroupSize == tracker.Item / tracker.GroupSize;
        throw new KernelException($"{Fault.Where()} {does} element {index} of {Fault.NameOf(memory)}, which {launch.ItemName(other.Item - 1)} has {done}: a race. "
            + (sameGroup && tracker.GroupSize > 1 ? $"On a card either may come first. A Group.Barrier() must stand between this and the {what}."
                : "On a card either may come first, and no barrier reaches across groups. Let one item own each element."));
    }

    /// <summary>Who and when; item 0 means nobody.</summary>
    private readonly record struct Access(long Item, int Epoch);

    private struct Entry
    {
        public int Launch;
        public bool IsWritten;
        public Access Writer, Reader, ReaderBefore;
    }
}
