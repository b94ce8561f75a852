using System.Diagnostics;
using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace Benchmarks;

/// <summary>How many multiply-adds one core can do at all: independent ones on numbers that stay in registers.</summary>
internal static class Roofline
{
    private const int Steps = 200_000;

    /// <summary>Floating-point operations per second on one thread, in units of 10⁹ (a multiply-add counts as two): the best of many short
    /// runs within <paramref name="seconds"/>.</summary>
    public static double Measure(string width, double seconds)
    {
        var (best, start) = (0.0, Stopwatch.GetTimestamp());
        do
        {
            var before = Stopwatch.GetTimestamp();
            var count = width switch
            {
                "avx512" => Run<Floats16>(),
                "avx2" => Run<Floats8>(),
                "vector128" => Run<Floats4>(),
                _ => Run<Floats1>(),
            };
            best = Math.Max(best, 2.0 * count / Stopwatch.GetElapsedTime(before).TotalSeconds / 1e9);
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds);
        return best;
    }

    // Twelve sums at once: as many multiply-adds as are under way in two units with four to five stages each, and some more.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long Run<T>() where T : unmanaged, ISimd<T>
    {
        T x = T.Broadcast(0.999f), y = T.Broadcast(1e-3f);
        T a = y, b = y, c = y, d = y, e = y, f = y, g = y, h = y, i = y, j = y, k = y, l = y;
        for (var step = 0; step < Steps; step++)
        {
            (a, b, c, d) = (T.Fma(x, a, y), T.Fma(x, b, y), T.Fma(x, c, y), T.Fma(x, d, y));
            (e, f, g, h) = (T.Fma(x, e, y), T.Fma(x, f, y), T.Fma(x, g, y), T.Fma(x, h, y));
            (i, j, k, l) = (T.Fma(x, i, y), T.Fma(x, j, y), T.Fma(x, k, y), T.Fma(x, l, y));
        }
        // Used, so that nothing is left out as useless.
        var sum = T.Sum(a + b + c + d + (e + f + g + h) + (i + j + k + l));
        return sum > 0 ? 12L * Steps * T.Count : 0;
    }
}
