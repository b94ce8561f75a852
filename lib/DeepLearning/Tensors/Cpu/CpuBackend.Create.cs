using System.Runtime.Intrinsics;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Makes the backend for this machine.</summary>
internal static class CpuBackend
{
    /// <summary>The backend with the widest vectors that the processor has.</summary>
    public static Backend Create() =>
        Vector512.IsHardwareAccelerated ? new CpuBackend<Floats16>()
        : Vector256.IsHardwareAccelerated ? new CpuBackend<Floats8>()
        : Vector128.IsHardwareAccelerated ? new CpuBackend<Floats4>()
        : new CpuBackend<Floats1>();
}
