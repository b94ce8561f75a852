namespace DeepLearning.Tensors.Cpu.Simd;

/// <summary>Whether the last vector of a tile is cut off by the end of the rows, as a type, so that the JIT compiles a kernel for each
/// case.</summary>
internal interface ITail
{
    static abstract bool IsPartial { get; }
}

internal readonly struct WholeVector : ITail
{
    public static bool IsPartial => false;
}

internal readonly struct PartOfVector : ITail
{
    public static bool IsPartial => true;
}
