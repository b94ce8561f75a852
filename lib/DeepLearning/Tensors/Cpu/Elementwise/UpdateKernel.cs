using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Updates parameters and the optimizer's memory in one pass: each is read and written once.</summary>
internal static unsafe class UpdateKernel<TVector> where TVector : unmanaged, ISimd<TVector>
{
    public static void Run<TRule>(TRule rule, float* parameter, float* gradient, float* first, float* second, int count) where TRule
        : struct, IUpdateRule
    {
        var parts = Parallelism.PartsFor(count, Map<TVector>.LeastPerThread);
        var job = new Job<TRule>(rule, parameter, gradient, first, second, count, parts);
        if (parts == 1) job.Run(0);
        else Parallelism.Run(ref job, parts);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Range<TRule>(TRule rule, float* parameter, float* gradient, float* first, float* second, int count) where TRule
        : struct, IUpdateRule
    {
        TVector a = default, b = default;
        var i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count)
        {
            a = TVector.Load(first + i);
            if (TRule.Memories > 1) b = TVector.Load(second + i);
            rule.Apply(TVector.Load(parameter + i), TVector.Load(gradient + i), ref a, ref b).Store(parameter + i);
            a.Store(first + i);
            if (TRule.Memories > 1) b.Store(second + i);
        }
        var left = count - i;
        if (left == 0) return;
        a = TVector.Load(first + i, left);
        if (TRule.Memories > 1) b = TVector.Load(second + i, left);
        rule.Apply(TVector.Load(parameter + i, left), TVector.Load(gradient + i, left), ref a, ref b).Store(parameter + i, left);
        a.Store(first + i, left);
        if (TRule.Memories > 1) b.Store(second + i, left);
    }

    private readonly struct Job<TRule>(TRule rule, float* parameter, float* gradient, float* first, float* second, int count, int parts)
        : IParts
        where TRule : struct, IUpdateRule
    {
        public void Run(int part)
        {
            var start = Map<TVector>.Start(part, parts, count);
            Range(rule, parameter + start, gradient + start, first + start, second + start,
                Map<TVector>.Start(part + 1, parts, count) - start);
        }
    }
}
