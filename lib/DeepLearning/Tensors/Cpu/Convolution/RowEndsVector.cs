namespace DeepLearning.Tensors.Cpu;

/// <summary>A vector of positions from the ends of two rows: its first lanes lie in one row of the image, the others in the next.</summary>
internal struct RowEndsVector
{
    /// <summary>Where the input and the output of the first lanes begin.</summary>
    public int From, To;

    /// <summary>Where those of the other lanes would begin, were the whole vector in their row.</summary>
    public int SecondFrom, SecondTo;

    /// <summary>The lane at which the second row takes over.</summary>
    public int Split;
}

/// <summary>Whether all vectors of a tile are half of one row and half of the next, as a type, so that the JIT compiles a kernel for each case.</summary>
internal interface ISplit
{
    static abstract bool IsHalf { get; }
}

internal readonly struct Halves : ISplit
{
    public static bool IsHalf => true;
}

internal readonly struct AnySplit : ISplit
{
    public static bool IsHalf => false;
}
