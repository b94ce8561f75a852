using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Sums of a few columns of a batch, in registers while all rows pass by.</summary>
internal static unsafe class ChannelSums<TVector> where TVector : unmanaged, ISimd<TVector>
{
    // One vector of columns, which need not be full.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddOne(int kind, in ChannelPass pass, int column, int count)
    {
        TVector first = default, second = default;
        var mean = kind == 0 ? default : TVector.Load(pass.A + column, count);
        for (var i = 0; i < pass.Rows; i++)
        {
            var at = (nint)i * pass.Columns + column;
            var x = TVector.Load(pass.X + at, count) - mean;
            if (kind == 2)
            {
                var g = TVector.Load(pass.G + at, count);
                first += g;
                second = TVector.Fma(g, x, second);
            }
            else
            {
                first += kind == 1 ? x * x : x;
            }
        }
        first.Store(pass.First + column, count);
        if (kind == 2) second.Store(pass.Second + column, count);
    }

    // Eight vectors of columns: first = Σ x or Σ (x − a)².
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(in ChannelPass pass, int column, bool squares)
    {
        TVector s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        TVector m0 = default, m1 = default, m2 = default, m3 = default, m4 = default, m5 = default, m6 = default, m7 = default;
        if (squares)
        {
            var mean = pass.A + column;
            (m0, m1, m2, m3) = (TVector.Load(mean), TVector.Load(mean + TVector.Count), TVector.Load(mean + 2 * TVector.Count),
                TVector.Load(mean + 3 * TVector.Count));
            mean += 4 * TVector.Count;
            (m4, m5, m6, m7) = (TVector.Load(mean), TVector.Load(mean + TVector.Count), TVector.Load(mean + 2 * TVector.Count),
                TVector.Load(mean + 3 * TVector.Count));
        }
        var x = pass.X + column;
        for (var i = pass.Rows; i > 0; i--, x += pass.Columns)
        {
            s0 += Term(x, m0, squares);
            s1 += Term(x + TVector.Count, m1, squares);
            s2 += Term(x + 2 * TVector.Count, m2, squares);
            s3 += Term(x + 3 * TVector.Count, m3, squares);
            s4 += Term(x + 4 * TVector.Count, m4, squares);
            s5 += Term(x + 5 * TVector.Count, m5, squares);
            s6 += Term(x + 6 * TVector.Count, m6, squares);
            s7 += Term(x + 7 * TVector.Count, m7, squares);
        }
        var sums = pass.First + column;
        s0.Store(sums);
        s1.Store(sums + TVector.Count);
        s2.Store(sums + 2 * TVector.Count);
        s3.Store(sums + 3 * TVector.Count);
        s4.Store(sums + 4 * TVector.Count);
        s5.Store(sums + 5 * TVector.Count);
        s6.Store(sums + 6 * TVector.Count);
        s7.Store(sums + 7 * TVector.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Term(float* x, TVector mean, bool squared)
    {
        var value = TVector.Load(x) - mean;
        return squared ? value * value : value;
    }

    // Four vectors of columns: first = Σ g, second = Σ g·(x − a).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddProducts(in ChannelPass pass, int column)
    {
        TVector f0 = default, f1 = default, f2 = default, f3 = default, s0 = default, s1 = default, s2 = default, s3 = default;
        var mean = pass.A + column;
        TVector m0 = TVector.Load(mean), m1 = TVector.Load(mean + TVector.Count), m2 = TVector.Load(mean + 2 * TVector.Count),
            m3 = TVector.Load(mean + 3 * TVector.Count);
        float* x = pass.X + column, g = pass.G + column;
        for (var i = pass.Rows; i > 0; i--, x += pass.Columns, g += pass.Columns)
        {
            AddProduct(g, x, m0, ref f0, ref s0);
            AddProduct(g + TVector.Count, x + TVector.Count, m1, ref f1, ref s1);
            AddProduct(g + 2 * TVector.Count, x + 2 * TVector.Count, m2, ref f2, ref s2);
            AddProduct(g + 3 * TVector.Count, x + 3 * TVector.Count, m3, ref f3, ref s3);
        }
        float* first = pass.First + column, second = pass.Second + column;
        f0.Store(first);
        f1.Store(first + TVector.Count);
        f2.Store(first + 2 * TVector.Count);
        f3.Store(first + 3 * TVector.Count);
        s0.Store(second);
        s1.Store(second + TVector.Count);
        s2.Store(second + 2 * TVector.Count);
        s3.Store(second + 3 * TVector.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProduct(float* g, float* x, TVector mean, ref TVector first, ref TVector second)
    {
        var value = TVector.Load(g);
        first += value;
        second = TVector.Fma(value, TVector.Load(x) - mean, second);
    }
}
