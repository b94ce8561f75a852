namespace DeepLearning.Gpu.Kernels;

/// <summary>A function of one number with its derivative.</summary>
public interface IUnary
{
    /// <summary>f(x).</summary>
    static abstract float Apply(float x, float parameter);

    /// <summary>f′ from the function's input x and its output y.</summary>
    static abstract float Derivative(float x, float y, float parameter);
}

/// <summary>x²</summary>
public readonly struct Square : IUnary
{
    /// <inheritdoc/>
    public static float Apply(float x, float parameter) => x * x;

    /// <inheritdoc/>
    public static float Derivative(float x, float y, float parameter) => x + x;
}

/// <summary>√x</summary>
public readonly struct Sqrt : IUnary
{
    /// <inheritdoc/>
    public static float Apply(float x, float parameter) => MathF.Sqrt(x);

    /// <inheritdoc/>
    public static float Derivative(float x, float y, float parameter) => 0.5f / y;
}

/// <summary>eˣ</summary>
public readonly struct Exp : IUnary
{
    /// <inheritdoc/>
    public static float Apply(float x, float parameter) => Maths.Exp(x);

    /// <inheritdoc/>
    public static float Derivative(float x, float y, float parameter) => y;
}

/// <summary>ln x</summary>
public readonly struct Log : IUnary
{
    /// <inheritdoc/>
    public static float Apply(float x, float parameter) => Maths.Log(x);

    /// <inheritdoc/>
    public static float Derivative(float x, float y, float parameter) => 1f / x;
}

/// <summary>|x|</summary>
public readonly struct Abs : IUnary
{
    /// <inheritdoc/>
    public static float Apply(float x, float parameter) => x < 0f ? -x : x;

    /// <inheritdoc/>
    public static float Derivative(float x, float y, float parameter) => x > 0f ? 1f : x < 0f ? -1f : 0f;
}

/// <summary>1 / (1 + e⁻ˣ)</summary>
public readonly struct Sigmoid : IUnary
{
    /// <inheritdoc/>
    public static float Apply(float x, float parameter) => Maths.Sigmoid(x);

    /// <inheritdoc/>
    public static float Derivative(float x, float y, float parameter) => y * (1f - y);
}

/// <summary>tanh x</summary>
public readonly struct Tanh : IUnary
{
    /// <inheritdoc/>
    public static float Apply(float x, float parameter) => Maths.Tanh(x);

    /// <inheritdoc/>
    public static float Derivative(float x, float y, float parameter) => 1f - y * y;
}

/// <summary>max(x, 0)</summary>
public readonly struct Relu : IUnary
{
    /// <inheritdoc/>
    public static float Apply(float x, float parameter) => x < 0f ? 0f : x;

    /// <inheritdoc/>
    public static float Derivative(float x, float y, float parameter) => x > 0f ? 1f : 0f;
}

/// <summary>x where x &gt; 0, else slope · x</summary>
public readonly struct LeakyRelu : IUnary
{
    /// <inheritdoc/>
    public static float Apply(float x, float parameter) => x > 0f ? x : x * parameter;

    /// <inheritdoc/>
    public static float Derivative(float x, float y, float parameter) => x > 0f ? 1f : parameter;
}

/// <summary>½ x (1 + tanh(√(2/π) (x + 0.044715 x³)))</summary>
public readonly struct Gelu : IUnary
{
    private const float Slope = 0.7978845608f, Cube = 0.7978845608f * 0.044715f;

    /// <inheritdoc/>
    public static float Apply(float x, float parameter) => 0.5f * x * (1f + Maths.Tanh(x * (Slope + Cube * x * x)));

    /// <inheritdoc/>
    public static float Derivative(float x, float y, float parameter)
    {
        var t = Maths.Tanh(x * (Slope + Cube * x * x));
        // Far out the slope of tanh is 0 exactly, and that of its argument would be infinite.
        var near = x < -1e6f ? -1e6f : x > 1e6f ? 1e6f : x;
        return 0.5f * (1f + t + near * (1f - t * t) * (Slope + 3f * Cube * near * near));
    }
}
