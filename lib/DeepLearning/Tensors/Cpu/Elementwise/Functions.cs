using DeepLearning.Tensors.Cpu.Simd;

namespace DeepLearning.Tensors.Cpu;

/// <summary>A function of one number, written for vectors of any width.</summary>
internal interface IFunction
{
    TVector Apply<TVector>(TVector x) where TVector : unmanaged, ISimd<TVector>;
}

/// <summary>A function of two numbers, written for vectors of any width.</summary>
internal interface IFunction2
{
    TVector Apply<TVector>(TVector a, TVector b) where TVector : unmanaged, ISimd<TVector>;
}

/// <summary>f(·, value): a function of two numbers with one of them fixed.</summary>
internal readonly struct WithRight<TFunction>(TFunction f, float value) : IFunction where TFunction : struct, IFunction2
{
    public TVector Apply<TVector>(TVector x) where TVector : unmanaged, ISimd<TVector> => f.Apply(x, TVector.Broadcast(value));
}

/// <summary>f with its arguments exchanged.</summary>
internal readonly struct Swapped<TFunction>(TFunction f) : IFunction2 where TFunction : struct, IFunction2
{
    public TVector Apply<TVector>(TVector a, TVector b) where TVector : unmanaged, ISimd<TVector> => f.Apply(b, a);
}
