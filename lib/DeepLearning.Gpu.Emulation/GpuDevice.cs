using DeepLearning.Gpu.Emulation;
using DeepLearning.Tensors;

namespace DeepLearning.Gpu;

/// <summary>Opens the emulated device; <c>Device.EmulatedGpu()</c> calls it.</summary>
public static class GpuDevice
{
    /// <summary>A device whose backend runs the kernels on the processor.</summary>
    public static Device Open() => new("emulated gpu", new GpuBackend(EmulatedGpu.Create(), GpuTuning.Emulated));
}
