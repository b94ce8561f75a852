namespace DeepLearning.Gpu.Kernels;

/// <summary>A function of two numbers.</summary>
public interface IBinary
{
    /// <summary>f(a, b).</summary>
    static abstract float Apply(float a, float b);
}

/// <summary>a + b</summary>
public readonly struct Add : IBinary
{
    /// <inheritdoc/>
    public static float Apply(float a, float b) => a + b;
}

/// <summary>a − b</summary>
public readonly struct Subtract : IBinary
{
    /// <inheritdoc/>
    public static float Apply(float a, float b) => a - b;
}

/// <summary>a · b</summary>
public readonly struct Multiply : IBinary
{
    /// <inheritdoc/>
    public static float Apply(float a, float b) => a * b;
}

/// <summary>a / b</summary>
public readonly struct Divide : IBinary
{
    /// <inheritdoc/>
    public static float Apply(float a, float b) => a / b;
}

/// <summary>max(a, b)</summary>
public readonly struct Maximum : IBinary
{
    /// <inheritdoc/>
    public static float Apply(float a, float b) => a > b ? a : b;
}
