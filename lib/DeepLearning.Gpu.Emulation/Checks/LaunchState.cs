using System.Reflection;
using ILGPU;

namespace DeepLearning.Gpu.Emulation;

/// <summary>The launch that is running: which kernel, in what shape, and which of its items has its turn.</summary>
internal sealed class LaunchState(string name, ParameterInfo[] parameters, KernelConfig config, bool isGrouped, Tracker? tracker, Func<object[]> arguments)
{
    private static readonly AsyncLocal<LaunchState?> Running = new();

    /// <summary>What runs at the moment on behalf of the calling thread.</summary>
    public static LaunchState? Current
    {
        get => Fibre.CurrentOrNull?.Run.Launch ?? Running.Value;
        set => Running.Value = value;
    }

    public string Name => name;

    public KernelConfig Config => config;

    public Tracker? Tracker => tracker;

    /// <summary>The item whose turn it is, counted through all groups.</summary>
    public long Item { get; set; }

    public long GroupSize => isGrouped ? config.GroupDim.Size : 1;

    public string ItemName(long item)
    {
        if (!isGrouped) return $"item {item}";
        var (group, at) = (config.GridDim.At(item / GroupSize), config.GroupDim.At(item % GroupSize));
        return $"item {Short(at, config.GroupDim)} of group {Short(group, config.GridDim)}";
    }

    public string? ParameterOf(DeviceMemory memory)
    {
        var values = arguments();
        for (var i = 0; i < values.Length; i++)
            if (values[i] is IView view && view.Memory == memory) return $"'{parameters[i + parameters.Length - values.Length].Name}'";
        return null;
    }

    private static string Short(Index3D index, Index3D extent) =>
        extent.Z > 1 ? $"{index}" : extent.Y > 1 ? $"({index.X}, {index.Y})" : $"{index.X}";
}
