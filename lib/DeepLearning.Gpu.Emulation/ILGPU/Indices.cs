namespace ILGPU;

/// <summary>What a kernel can be launched over: a number of items, and the index of each.</summary>
/// <typeparam name="TSelf">The index type.</typeparam>
public interface IIndex<TSelf> where TSelf : struct, IIndex<TSelf>
{
    /// <summary>The number of items, the product of all parts.</summary>
    long Size { get; }

    /// <summary>The index of an item, seen as the extent of the launch.</summary>
    TSelf At(long item);
}

/// <summary>A position on a line, or its length.</summary>
/// <param name="X">The position.</param>
public readonly record struct Index1D(int X) : IIndex<Index1D>
{
    /// <inheritdoc/>
    public long Size => X;

    /// <inheritdoc/>
    public Index1D At(long item) => new((int)item);

    /// <summary>A number is an index.</summary>
    public static implicit operator Index1D(int x) => new(x);

    /// <summary>An index is a number.</summary>
    public static implicit operator int(Index1D index) => index.X;

    /// <inheritdoc/>
    public override string ToString() => $"{X}";
}

/// <summary>A position in a plane, or its extent; X runs fastest.</summary>
/// <param name="X">The position along the first axis.</param>
/// <param name="Y">The position along the second axis.</param>
public readonly record struct Index2D(int X, int Y) : IIndex<Index2D>
{
    /// <inheritdoc/>
    public long Size => (long)X * Y;

    /// <inheritdoc/>
    public Index2D At(long item) => new((int)(item % X), (int)(item / X));

    /// <inheritdoc/>
    public override string ToString() => $"({X}, {Y})";
}

/// <summary>A position in space, or its extent; X runs fastest.</summary>
/// <param name="X">The position along the first axis.</param>
/// <param name="Y">The position along the second axis.</param>
/// <param name="Z">The position along the third axis.</param>
public readonly record struct Index3D(int X, int Y, int Z) : IIndex<Index3D>
{
    /// <inheritdoc/>
    public long Size => (long)X * Y * Z;

    /// <inheritdoc/>
    public Index3D At(long item) => new((int)(item % X), (int)(item / X % Y), (int)(item / ((long)X * Y)));

    /// <inheritdoc/>
    public override string ToString() => Z == 0 && Y == 0 ? $"{X}" : $"({X}, {Y}, {Z})";
}

/// <summary>The shape of a launch: how many groups, and how many items in each.</summary>
public readonly struct KernelConfig
{
    /// <summary>Groups and items on a line.</summary>
    public KernelConfig(Index1D gridDim, Index1D groupDim) : this(new Index3D(gridDim, 1, 1), new Index3D(groupDim, 1, 1)) { }

    /// <summary>Groups and items in a plane.</summary>
    public KernelConfig(Index2D gridDim, Index2D groupDim) : this(new Index3D(gridDim.X, gridDim.Y, 1), new Index3D(groupDim.X, groupDim.Y, 1)) { }

    /// <summary>Groups and items in space.</summary>
    public KernelConfig(Index3D gridDim, Index3D groupDim) => (GridDim, GroupDim) = (gridDim, groupDim);

    /// <summary>The numbers of groups.</summary>
    public Index3D GridDim { get; }

    /// <summary>The numbers of items in a group.</summary>
    public Index3D GroupDim { get; }

    /// <summary>Groups and items on a line, as a pair.</summary>
    public static implicit operator KernelConfig((Index1D Grid, Index1D Group) pair) => new(pair.Grid, pair.Group);

    /// <summary>Groups and items in a plane, as a pair.</summary>
    public static implicit operator KernelConfig((Index2D Grid, Index2D Group) pair) => new(pair.Grid, pair.Group);

    /// <summary>Groups and items in space, as a pair.</summary>
    public static implicit operator KernelConfig((Index3D Grid, Index3D Group) pair) => new(pair.Grid, pair.Group);
}

/// <summary>How elements lie in memory.</summary>
public static class Stride1D
{
    /// <summary>One beside the other.</summary>
    public readonly struct Dense { }
}
