using DeepLearning.Tensors.Cpu;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors;

/// <summary>A place where tensors live and are computed: the processor, or a graphics card.</summary>
public sealed partial class Device
{
    private static readonly Lazy<Device> Processor = new(() =>
    {
        var level = SimdLevels.FromEnvironment();
        return new("cpu", CpuBackend.Create(level), SimdLevels.Describe(level));
    }, LazyThreadSafetyMode.PublicationOnly);

    /// <summary>Makes a device of a name, the backend that computes on it, and what to tell people about it (its name unless
    /// given).</summary>
    public Device(string name, Backend backend, string? description = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(backend);
        (Name, Backend, Description) = (name, backend, description ?? name);
    }

    /// <summary>The processor of this machine, with the widest vector instructions that it has.</summary>
    /// <remarks>Results are the same to the last bit with any of them. <c>DL_SIMD</c> set to <c>avx512</c>, <c>avx2</c>, <c>vector128</c>
    /// or <c>scalar</c> before the
    /// start asks for others.</remarks>
    /// <exception cref="NotSupportedException"><c>DL_SIMD</c> names instructions that the processor lacks, or none at all.</exception>
    public static Device Cpu => Processor.Value;

    /// <summary>The device of tensors that are created without naming one; the processor unless set otherwise.</summary>
    public static Device Default
    {
        get => field ?? Cpu;
        set { ArgumentNullException.ThrowIfNull(value); field = value; }
    }

    /// <summary>The name for messages, such as <c>cpu</c>.</summary>
    public string Name { get; }

    /// <summary>What the device is, in words: for the processor, its vector instructions.</summary>
    public string Description { get; }

    /// <summary>What computes on this device.</summary>
    public Backend Backend { get; }

    /// <summary>The device's name.</summary>
    public override string ToString() => Name;
}
