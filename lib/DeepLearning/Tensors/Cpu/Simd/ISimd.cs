namespace DeepLearning.Tensors.Cpu.Simd;

/// <summary>A handful of floats that one instruction works on: 16, 8, 4 or (the plain path) 1 of them.</summary>
/// <remarks>
/// Every kernel is written once, generic in its vector type. The type parameter is a struct, so the JIT compiles a separate, fully
/// inlined version for each width: <see cref="Floats16"/> (AVX-512), <see cref="Floats8"/> (AVX2), <see cref="Floats4"/> (SSE, Arm's NEON)
/// and <see cref="Floats1"/>, which is ordinary scalar code. Every function gives the same bits at every width; what adds up lanes works on
/// sixteen of them, whatever the width (<see cref="Pair{T}"/>).
/// </remarks>
internal unsafe interface ISimd<T> where T : unmanaged, ISimd<T>
{
    /// <summary>How many floats the vector holds.</summary>
    static abstract int Count { get; }

    /// <summary>How many rows of two vectors a product can keep in registers: 12 with 32 registers, 6 with 16.</summary>
    static abstract int TileRows { get; }

    static abstract T Load(float* source);

    /// <summary>Loads the first <paramref name="count"/> floats and zeros; none if it is below one, all if it is <see cref="Count"/> or
    /// more.</summary>
    static abstract T Load(float* source, int count);

    /// <summary>Half a vector from one place and half from another.</summary>
    static abstract T LoadHalves(float* low, float* high);

    static abstract T Broadcast(float value);

    void Store(float* target);

    /// <summary>Stores half the vector in one place and half in another.</summary>
    void StoreHalves(float* low, float* high);

    /// <summary>Stores the first <paramref name="count"/> floats only; none if it is below one.</summary>
    void Store(float* target, int count);

    static abstract T operator +(T a, T b);
    static abstract T operator -(T a, T b);
    static abstract T operator *(T a, T b);
    static abstract T operator /(T a, T b);
    static abstract T operator -(T a);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract T Fma(T a, T b, T c);

    /// <summary>The larger of two; NaN if either is.</summary>
    static abstract T Max(T a, T b);

    /// <summary>The nearest number between <paramref name="low"/> and <paramref name="high"/>; NaN stays NaN.</summary>
    static abstract T Clamp(T a, T low, T high);

    static abstract T Abs(T a);
    static abstract T Sqrt(T a);

    /// <summary>The nearest integer, halves to even.</summary>
    static abstract T Round(T a);

    /// <summary>a·2ⁿ for an integral <paramref name="n"/> between -200 and 200.</summary>
    static abstract T Scale(T a, T n);

    /// <summary>The power of two of a positive normal number: e of a = m·2ᵉ with 1 ≤ m &lt; 2.</summary>
    static abstract T Exponent(T a);

    /// <summary>a &gt; b ? yes : no, element by element.</summary>
    static abstract T IfGreater(T a, T b, T yes, T no);

    /// <summary>a == b ? yes : no, element by element.</summary>
    static abstract T IfEqual(T a, T b, T yes, T no);

    /// <summary>A mask of the lanes from <paramref name="first"/> to before <paramref name="end"/>.</summary>
    static abstract T Lanes(int first, int end);

    /// <summary>The lanes of <paramref name="yes"/> where the mask is set, of <paramref name="no"/> elsewhere.</summary>
    static abstract T Select(T mask, T yes, T no);

    /// <summary>Stores the lanes where the mask is set, and leaves the memory between them alone.</summary>
    void Store(float* target, T mask);

    /// <summary>The sum of the vector's floats: neighbours first, then the sums of neighbours, and so on. Zeros behind the last one change
    /// nothing, so
    /// that the sum of a vector's lower half is the sum of a vector half as wide.</summary>
    static abstract float Sum(T a);

    /// <summary>The largest of the vector's floats; NaN if one is.</summary>
    static abstract float MaxAcross(T a);

    /// <summary>Random numbers in [0, 1) for the counters <paramref name="first"/>, <paramref name="first"/> + 1, …</summary>
    static abstract T Uniform(uint seed, uint first);
}
