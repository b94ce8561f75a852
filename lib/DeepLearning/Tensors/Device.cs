namespace DeepLearning.Tensors;

/// <summary>A place where tensors live and are computed: the processor, or a graphics card.</summary>
public sealed partial class Device
{
    /// <summary>Makes a device of a name and the backend that computes on it.</summary>
    public Device(string name, Backend backend)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(backend);
        Name = name;
        Backend = backend;
    }

    /// <summary>The processor of this machine.</summary>
    public static Device Cpu { get; } = new("cpu", DeepLearning.Tensors.Cpu.CpuBackend.Create());

    /// <summary>The device of tensors that are created without naming one; the processor unless set otherwise.</summary>
    public static Device Default
    {
        get;
        set { ArgumentNullException.ThrowIfNull(value); field = value; }
    } = Cpu;

    /// <summary>The name for messages, such as <c>cpu</c>.</summary>
    public string Name { get; }

    /// <summary>What computes on this device.</summary>
    public Backend Backend { get; }

    /// <summary>The device's name.</summary>
    public override string ToString() => Name;
}
