namespace DeepLearning.Gpu.Emulation;

/// <summary>The bytes behind views.</summary>
internal sealed class DeviceMemory
{
    public DeviceMemory(int bytes, string name, Tracker? tracker = null, bool isShared = false)
    {
        Bytes = GC.AllocateUninitializedArray<byte>(bytes);
        Name = name;
        if (tracker is not null) Log = new AccessLog(tracker, this, isShared);
        // What was never written shall not look like a result: all bits set is not a number.
        Bytes.AsSpan().Fill(0xFF);
    }

    public byte[] Bytes { get; private set; }

    public string Name { get; }

    /// <summary>Who used each number; null without checks.</summary>
    public AccessLog? Log { get; }

    public void Free() => Bytes = [];
}

/// <summary>A view of any element type.</summary>
internal interface IView
{
    DeviceMemory? Memory { get; }
}
