using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tests.Tensors.Cpu;

/// <summary>Something to be tried with every vector width that this machine has, and with scalars.</summary>
internal interface IForWidth
{
    void Run<TVector>() where TVector : unmanaged, ISimd<TVector>;
}

internal static class Widths
{
    public static void ForEach(IForWidth test)
    {
        // A width without hardware behind it would be emulated, correct but very slow.
        if (SimdLevels.IsSupported(SimdLevel.Avx512)) test.Run<Floats16>();
        if (SimdLevels.IsSupported(SimdLevel.Avx2)) test.Run<Floats8>();
        if (SimdLevels.IsSupported(SimdLevel.Vector128)) test.Run<Floats4>();
        test.Run<Floats1>();
    }
}
