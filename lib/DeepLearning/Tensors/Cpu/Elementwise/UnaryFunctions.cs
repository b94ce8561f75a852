using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

internal readonly struct SquareFunction : IFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector x) where TVector : unmanaged, ISimd<TVector> => x * x;
}

internal readonly struct SqrtFunction : IFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector x) where TVector : unmanaged, ISimd<TVector> => TVector.Sqrt(x);
}

internal readonly struct ExpFunction : IFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector x) where TVector : unmanaged, ISimd<TVector> => VectorMath.Exp(x);
}

internal readonly struct LogFunction : IFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector x) where TVector : unmanaged, ISimd<TVector> => VectorMath.Log(x);
}

internal readonly struct AbsFunction : IFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector x) where TVector : unmanaged, ISimd<TVector> => TVector.Abs(x);
}

internal readonly struct SigmoidFunction : IFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector x) where TVector : unmanaged, ISimd<TVector> => VectorMath.Sigmoid(x);
}

internal readonly struct TanhFunction : IFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector x) where TVector : unmanaged, ISimd<TVector> => VectorMath.Tanh(x);
}

internal readonly struct ReluFunction : IFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector x) where TVector : unmanaged, ISimd<TVector> => TVector.Max(x, TVector.Broadcast(0f));
}

internal readonly struct LeakyReluFunction(float slope) : IFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector x) where TVector : unmanaged, ISimd<TVector> =>
        TVector.IfGreater(x, TVector.Broadcast(0f), x, x * TVector.Broadcast(slope));
}

internal readonly struct GeluFunction : IFunction
{
    /// <summary>√(2/π) (x + 0.044715 x³).</summary>
    public const float Slope = 0.7978845608f, Cube = 0.7978845608f * 0.044715f;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector x) where TVector : unmanaged, ISimd<TVector>
    {
        var half = TVector.Broadcast(0.5f) * x;
        return TVector.Fma(half, Tanh(x), half);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh<TVector>(TVector x) where TVector : unmanaged, ISimd<TVector> =>
        VectorMath.Tanh(x * TVector.Fma(TVector.Broadcast(Cube), x * x, TVector.Broadcast(Slope)));
}

internal readonly struct AffineFunction(float scale, float shift) : IFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector x) where TVector : unmanaged, ISimd<TVector> =>
        TVector.Fma(x, TVector.Broadcast(scale), TVector.Broadcast(shift));
}
