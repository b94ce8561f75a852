namespace DeepLearning.Tensors.Cpu.Simd;

/// <summary>Whether the last vector of a tile is cut off by the end of the rows, as a type, so that the JIT compiles a kernel for each case.</summary>
internal interface IEdge
{
    static abstract bool IsPartial { get; }
}

internal readonly struct WholeVector : IEdge
{
    public static bool IsPartial => false;
}

internal readonly struct PartOfVector : IEdge
{
    public static bool IsPartial => true;
}
