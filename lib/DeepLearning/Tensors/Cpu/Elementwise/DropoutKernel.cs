using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Masks for dropout from numbers that depend on the seed and the position only.</summary>
internal static unsafe class DropoutKernel<TVector> where TVector : unmanaged, ISimd<TVector>
{
    public static void Run(uint seed, float keep, float* mask, int count)
    {
        var parts = Parallelism.PartsFor(count, Map<TVector>.LeastPerThread);
        var job = new Job(seed, keep, mask, count, parts);
        Parallelism.Run(ref job, parts);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Range(uint seed, float keep, float* mask, int start, int end)
    {
        var (threshold, kept) = (TVector.Broadcast(keep), TVector.Broadcast(keep > 0 ? 1 / keep : 0));
        for (var i = start; i < end; i += TVector.Count)
        {
            var value = TVector.IfGreater(threshold, TVector.Uniform(seed, (uint)i), kept, default);
            if (end - i >= TVector.Count) value.Store(mask + i);
            else value.Store(mask + i, end - i);
        }
    }

    private readonly struct Job(uint seed, float keep, float* mask, int count, int parts) : IParts
    {
        public void Run(int part) => Range(seed, keep, mask, Map<TVector>.Start(part, parts, count),
            Map<TVector>.Start(part + 1, parts, count));
    }
}
