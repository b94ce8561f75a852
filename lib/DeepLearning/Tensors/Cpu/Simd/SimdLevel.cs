using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace DeepLearning.Tensors.Cpu.Simd;

/// <summary>The vector instructions that kernels are compiled for, from the narrowest on.</summary>
internal enum SimdLevel
{
    /// <summary>One number at a time.</summary>
    Scalar,
    /// <summary>Four: NEON on Arm; on x64 SSE with fused multiply-add.</summary>
    Vector128,
    /// <summary>Eight: AVX2 with fused multiply-add.</summary>
    Avx2,
    /// <summary>Sixteen: AVX-512.</summary>
    Avx512,
}

/// <summary>The one place that decides which kernels run.</summary>
/// <remarks>It asks what the processor has, not what .NET recommends: <c>Vector512.IsHardwareAccelerated</c> is false on many servers with
/// AVX-512, where our
/// products are twice as fast with it. All kernels add with fused multiply-adds, rounded once; an x64 processor without that instruction
/// runs scalar code,
/// which has it as a (slow, and right) call.</remarks>
internal static class SimdLevels
{
    private const string Variable = "DL_SIMD";

    /// <summary>All levels that this processor has, the widest first.</summary>
    public static IReadOnlyList<SimdLevel> Supported { get; } = [.. Enum.GetValues<SimdLevel>().Where(IsSupported).OrderDescending()];

    public static bool IsSupported(SimdLevel level) => level switch
    {
        SimdLevel.Avx512 => Avx512F.IsSupported && Avx512F.VL.IsSupported && Avx512BW.IsSupported && Avx512DQ.IsSupported,
        SimdLevel.Avx2 => Avx2.IsSupported && Fma.IsSupported,
        SimdLevel.Vector128 => AdvSimd.Arm64.IsSupported || (Sse41.IsSupported && Fma.IsSupported),
        _ => true,
    };

    /// <summary>The level that a text such as DL_SIMD names; the widest if there is none.</summary>
    /// <exception cref="NotSupportedException">It names no level, or one that this processor lacks.</exception>
    public static SimdLevel Choose(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return Supported[0];
        var supported = string.Join(", ", Supported.Select(Name));
        foreach (var level in Enum.GetValues<SimdLevel>())
            if (string.Equals(name.Trim(), Name(level), StringComparison.OrdinalIgnoreCase))
                return IsSupported(level)
                    ? level
                    : throw new NotSupportedException($"{Variable}={name}: this processor has no such instructions. It can run: " +
                        $"{supported}.");
        throw new NotSupportedException($"{Variable}={name} is no level of vector instructions. Choose one of {supported}, or leave it " +
            "unset for the widest.");
    }

    /// <summary>The level that the environment asks for, else the widest.</summary>
    public static SimdLevel FromEnvironment() => Choose(Environment.GetEnvironmentVariable(Variable));

    /// <summary>How DL_SIMD spells a level.</summary>
    public static string Name(SimdLevel level) => level.ToString().ToLowerInvariant();

    /// <summary>A level in words.</summary>
    public static string Describe(SimdLevel level) => level switch
    {
        SimdLevel.Avx512 => "AVX-512, 16 numbers at a time",
        SimdLevel.Avx2 => "AVX2, 8 numbers at a time",
        SimdLevel.Vector128 when AdvSimd.IsSupported => "NEON, 4 numbers at a time",
        SimdLevel.Vector128 => "128-bit vectors, 4 numbers at a time",
        _ when Supported.Count == 1 =>
            "scalar code, one number at a time: this processor has no fused multiply-add for vectors, so it is several times slower",
        _ => "scalar code, one number at a time",
    };
}
