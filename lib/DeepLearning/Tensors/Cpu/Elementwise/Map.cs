using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Applies a function to every element: whole vectors, then the last few elements in one that is not full.</summary>
internal static unsafe class Map<TVector> where TVector : unmanaged, ISimd<TVector>
{
    /// <summary>Elements for which another thread is worth its while.</summary>
    public const int LeastPerThread = 16384;

    // result[i] = f(x[i]).
    public static void Run<TFunction>(TFunction f, float* x, float* result, int count) where TFunction : struct, IFunction
    {
        var parts = Parallelism.PartsFor(count, LeastPerThread);
        if (parts == 1)
        {
            Range(f, x, result, count);
            return;
        }
        var job = new Job<TFunction>(f, x, result, count, parts);
        Parallelism.Run(ref job, parts);
    }

    // result[i] = f(a[i], b[i]).
    public static void Run<TFunction>(TFunction f, float* a, float* b, float* result, int count) where TFunction : struct, IFunction2
    {
        var parts = Parallelism.PartsFor(count, LeastPerThread);
        if (parts == 1)
        {
            Range(f, a, b, result, count);
            return;
        }
        var job = new Job2<TFunction>(f, a, b, result, count, parts);
        Parallelism.Run(ref job, parts);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Range<TFunction>(TFunction f, float* x, float* result, int count) where TFunction : struct, IFunction
    {
        var i = 0;
        for (; i <= count - 2 * TVector.Count; i += 2 * TVector.Count)
        {
            // Two at a time: while one waits for its last multiplication, the other can go on.
            var (first, second) = (TVector.Load(x + i), TVector.Load(x + i + TVector.Count));
            f.Apply(first).Store(result + i);
            f.Apply(second).Store(result + i + TVector.Count);
        }
        for (; i <= count - TVector.Count; i += TVector.Count) f.Apply(TVector.Load(x + i)).Store(result + i);
        if (i < count) f.Apply(TVector.Load(x + i, count - i)).Store(result + i, count - i);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Range<TFunction>(TFunction f, float* a, float* b, float* result, int count) where TFunction : struct, IFunction2
    {
        var i = 0;
        for (; i <= count - TVector.Count; i += TVector.Count) f.Apply(TVector.Load(a + i), TVector.Load(b + i)).Store(result + i);
        if (i < count) f.Apply(TVector.Load(a + i, count - i), TVector.Load(b + i, count - i)).Store(result + i, count - i);
    }

    /// <summary>Where a part of so many elements begins: at a multiple of 64.</summary>
    public static int Start(int part, int parts, int count) => part == parts ? count : (int)((long)count * part / parts) & ~63;

    private readonly struct Job<TFunction>(TFunction f, float* x, float* result, int count, int parts) : IParts where TFunction : struct,
        IFunction
    {
        public void Run(int part)
        {
            var start = Start(part, parts, count);
            Range(f, x + start, result + start, Start(part + 1, parts, count) - start);
        }
    }

    private readonly struct Job2<TFunction>(TFunction f, float* a, float* b, float* result, int count, int parts) : IParts where TFunction
        : struct, IFunction2
    {
        public void Run(int part)
        {
            var start = Start(part, parts, count);
            Range(f, a + start, b + start, result + start, Start(part + 1, parts, count) - start);
        }
    }
}
