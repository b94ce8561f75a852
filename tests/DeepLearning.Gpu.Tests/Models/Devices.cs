using DeepLearning.Gpu.Checking;
using DeepLearning.Tensors;

namespace DeepLearning.Gpu.Tests.Models;

/// <summary>Devices that run the library's kernels where there is no card.</summary>
internal static class Devices
{
    /// <summary>The kernel checker, which is the fastest of them.</summary>
    public static Device Checked { get; } = Of("checked gpu");

    public static Device Of(string name) => new(name, BackendOf());

    public static GpuBackend BackendOf() => new(Simulator.Accelerator, GpuTuning.Simulator, new KernelChecker(Simulator.Accelerator));
}
