using System.Runtime.CompilerServices;
using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>An optimizer's step for one vector of parameters, their gradients, and up to two numbers that it remembers for each.</summary>
internal interface IUpdateRule
{
    static abstract int Memories { get; }

    TVector Apply<TVector>(TVector parameter, TVector gradient, ref TVector first, ref TVector second) where TVector : unmanaged,
        ISimd<TVector>;
}

internal readonly struct MomentumRule(float momentum, float gradientScale, float stepScale, bool nesterov) : IUpdateRule
{
    public static int Memories => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T parameter, T gradient, ref T first, ref T second) where T : unmanaged, ISimd<T>
    {
        var scaled = gradient * T.Broadcast(gradientScale);
        first = Negligible.ToZero(T.Fma(first, T.Broadcast(momentum), scaled));
        var direction = nesterov ? T.Fma(first, T.Broadcast(momentum), scaled) : first;
        return T.Fma(direction, T.Broadcast(-stepScale), parameter);
    }
}

internal readonly struct AdaGradRule(float learningRate, float epsilon) : IUpdateRule
{
    public static int Memories => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T parameter, T gradient, ref T first, ref T second) where T : unmanaged, ISimd<T>
    {
        first = T.Fma(gradient, gradient, first);
        return parameter - T.Broadcast(learningRate) * gradient / (T.Sqrt(first) + T.Broadcast(epsilon));
    }
}

internal readonly struct RmsPropRule(float learningRate, float decay, float epsilon) : IUpdateRule
{
    public static int Memories => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T parameter, T gradient, ref T first, ref T second) where T : unmanaged, ISimd<T>
    {
        first = T.Fma(first, T.Broadcast(decay), gradient * gradient * T.Broadcast(1 - decay));
        return parameter - T.Broadcast(learningRate) * gradient / (T.Sqrt(first) + T.Broadcast(epsilon));
    }
}

// stepScale = learningRate / (1 − beta1ˢ), rootScale = 1 / √(1 − beta2ˢ), keep = 1 − learningRate · weightDecay.
internal readonly struct AdamRule(float beta1, float beta2, float epsilon, float stepScale, float rootScale, float keep) : IUpdateRule
{
    public static int Memories => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Apply<T>(T parameter, T gradient, ref T first, ref T second) where T : unmanaged, ISimd<T>
    {
        first = Negligible.ToZero(T.Fma(first, T.Broadcast(beta1), gradient * T.Broadcast(1 - beta1)));
        second = T.Fma(second, T.Broadcast(beta2), gradient * gradient * T.Broadcast(1 - beta2));
        var root = T.Fma(T.Sqrt(second), T.Broadcast(rootScale), T.Broadcast(epsilon));
        return parameter * T.Broadcast(keep) - T.Broadcast(stepScale) * first / root;
    }
}
