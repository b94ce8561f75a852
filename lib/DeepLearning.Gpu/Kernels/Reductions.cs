namespace DeepLearning.Gpu.Kernels;

/// <summary>A way to make one number of many.</summary>
public interface IReduction
{
    /// <summary>What no number at all gives.</summary>
    static abstract float Nothing { get; }

    /// <summary>Two numbers, or the results of two parts, as one.</summary>
    static abstract float Join(float a, float b);
}

/// <summary>The sum.</summary>
public readonly struct SumOf : IReduction
{
    /// <inheritdoc/>
    public static float Nothing => 0f;

    /// <inheritdoc/>
    public static float Join(float a, float b) => a + b;
}

/// <summary>The largest.</summary>
public readonly struct MaxOf : IReduction
{
    /// <inheritdoc/>
    public static float Nothing => float.NegativeInfinity;

    /// <inheritdoc/>
    public static float Join(float a, float b) => a > b ? a : b;
}

/// <summary>Which elements of an array belong to each result.</summary>
/// <remarks>Element e of result r lies at (r / Inner) · Outer + (r mod Inner) · Across + (e / Run) · RunStep + (e mod Run) ·
/// Step.</remarks>
public struct ReductionShape
{
    /// <summary>Elements for each result.</summary>
    public int Count;

    /// <summary>Results that lie side by side.</summary>
    public int Inner;

    /// <summary>From one set of such results to the next.</summary>
    public int Outer;

    /// <summary>From one of them to its neighbour.</summary>
    public int Across;

    /// <summary>Elements in an unbroken run.</summary>
    public int Run;

    /// <summary>From one run to the next.</summary>
    public int RunStep;

    /// <summary>From one element to the next.</summary>
    public int Step;

    /// <summary>Where the first element of a result lies.</summary>
    public readonly int Start(int result) => result / Inner * Outer + result % Inner * Across;

    /// <summary>How far behind it element e lies.</summary>
    public readonly int Offset(int e) => Run == Count ? e * Step : e / Run * RunStep + e % Run * Step;

    /// <summary>The axis in the middle of [outer, length, inner].</summary>
    public static ReductionShape Axis(int length, int inner) => new()
    {
        Count = length,
        Inner = inner,
        Outer = length * inner,
        Across = 1,
        Run = length,
        Step = inner,
    };

    /// <summary>All but the middle axis of [outer, length, inner].</summary>
    public static ReductionShape AllBut(int outer, int length, int inner) => new()
    {
        Count = outer * inner,
        Inner = 1,
        Outer = inner,
        Run = inner,
        RunStep = length * inner,
        Step = 1,
    };
}
