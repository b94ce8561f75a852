using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

internal readonly struct AddFunction : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector a, TVector b) where TVector : unmanaged, ISimd<TVector> => a + b;
}

internal readonly struct SubtractFunction : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector a, TVector b) where TVector : unmanaged, ISimd<TVector> => a - b;
}

internal readonly struct MultiplyFunction : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector a, TVector b) where TVector : unmanaged, ISimd<TVector> => a * b;
}

internal readonly struct DivideFunction : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector a, TVector b) where TVector : unmanaged, ISimd<TVector> => a / b;
}

internal readonly struct MaximumFunction : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector a, TVector b) where TVector : unmanaged, ISimd<TVector> => TVector.Max(a, b);
}

internal readonly struct AddScaledFunction(float scale) : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector a, TVector b) where TVector : unmanaged, ISimd<TVector> =>
        TVector.Fma(b, TVector.Broadcast(scale), a);
}
