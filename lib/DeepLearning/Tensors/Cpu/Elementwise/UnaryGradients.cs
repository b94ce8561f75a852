using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

// Gradients: g is the output's gradient, x the function's input, y its output.

/// <summary>Numbers so small that they change nothing to which they are added.</summary>
/// <remarks>
/// A saturated neuron sends back gradients of 10⁻³⁵ and less, and a velocity that is no longer fed shrinks for ever. What is below 10⁻³⁸ (denormal) takes many
/// processors, Intel's above all, a hundred times as long to multiply: a training with saturated sigmoids took three times as long.
/// </remarks>
internal static class Negligible
{
    private const float Limit = 1e-30f;

    // Not the other way round, so that what is not a number stays.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ToZero<TVector>(TVector x) where TVector : unmanaged, ISimd<TVector> =>
        TVector.IfGreater(TVector.Broadcast(Limit), TVector.Abs(x), TVector.Broadcast(0f), x);
}

internal readonly struct SquareGrad : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector g, TVector x) where TVector : unmanaged, ISimd<TVector> => g * (x + x);
}

internal readonly struct SqrtGrad : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector g, TVector y) where TVector : unmanaged, ISimd<TVector> => g * TVector.Broadcast(0.5f) / y;
}

internal readonly struct ExpGrad : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector g, TVector y) where TVector : unmanaged, ISimd<TVector> => g * y;
}

internal readonly struct LogGrad : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector g, TVector x) where TVector : unmanaged, ISimd<TVector> => g / x;
}

internal readonly struct AbsGrad : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector g, TVector x) where TVector : unmanaged, ISimd<TVector> =>
        TVector.IfGreater(x, TVector.Broadcast(0f), g, TVector.IfGreater(TVector.Broadcast(0f), x, -g, TVector.Broadcast(0f)));
}

internal readonly struct SigmoidGrad : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector g, TVector y) where TVector : unmanaged, ISimd<TVector> =>
        Negligible.ToZero(g * y * (TVector.Broadcast(1f) - y));
}

internal readonly struct TanhGrad : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector g, TVector y) where TVector : unmanaged, ISimd<TVector> =>
        g * TVector.Fma(-y, y, TVector.Broadcast(1f));
}

internal readonly struct ReluGrad : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector g, TVector x) where TVector : unmanaged, ISimd<TVector> =>
        TVector.IfGreater(x, TVector.Broadcast(0f), g, TVector.Broadcast(0f));
}

internal readonly struct LeakyReluGrad(float slope) : IFunction2
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector g, TVector x) where TVector : unmanaged, ISimd<TVector> =>
        TVector.IfGreater(x, TVector.Broadcast(0f), g, g * TVector.Broadcast(slope));
}

internal readonly struct GeluGrad : IFunction2
{
    // With t = tanh(u): ½ (1 + t) + ½ x (1 − t²) u′.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Apply<TVector>(TVector g, TVector x) where TVector : unmanaged, ISimd<TVector>
    {
        var (one, t) = (TVector.Broadcast(1f), GeluFunction.Tanh(x));
        // Far out the slope of tanh is 0 exactly, and u′ would be infinite.
        var near = TVector.Clamp(x, TVector.Broadcast(-1e6f), TVector.Broadcast(1e6f));
        var inner = TVector.Fma(TVector.Broadcast(3 * GeluFunction.Cube), near * near, TVector.Broadcast(GeluFunction.Slope));
        return g * TVector.Broadcast(0.5f) * TVector.Fma(near * inner, TVector.Fma(-t, t, one), one + t);
    }
}
