using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Makes the backend for this machine.</summary>
internal static class CpuBackend
{
    /// <summary>A backend whose kernels use vectors of a width; the results are the same at every width.</summary>
    public static Backend Create(SimdLevel level) => level switch
    {
        SimdLevel.Avx512 => new CpuBackend<Floats16>(),
        SimdLevel.Avx2 => new CpuBackend<Floats8>(),
        SimdLevel.Vector128 => new CpuBackend<Floats4>(),
        _ => new CpuBackend<Floats1>(),
    };
}
