using System.Runtime.CompilerServices;
using DeepLearning.Gpu.Emulation;

namespace ILGPU;

/// <summary>The group of the work item that asks.</summary>
public static class Group
{
    /// <summary>The item's place in its group along X.</summary>
    public static int IdxX => Fibre.Current.Index.X;

    /// <summary>The item's place in its group along Y.</summary>
    public static int IdxY => Fibre.Current.Index.Y;

    /// <summary>The item's place in its group along Z.</summary>
    public static int IdxZ => Fibre.Current.Index.Z;

    /// <summary>The number of items along X.</summary>
    public static int DimX => Fibre.Current.Run.Launch.Config.GroupDim.X;

    /// <summary>The number of items along Y.</summary>
    public static int DimY => Fibre.Current.Run.Launch.Config.GroupDim.Y;

    /// <summary>The number of items along Z.</summary>
    public static int DimZ => Fibre.Current.Run.Launch.Config.GroupDim.Z;

    /// <summary>Waits until every item of the group is here. What they wrote before is visible to all of them after.</summary>
    /// <remarks>The compiler fills in the arguments: they tell the emulation which barrier this is.</remarks>
    /// <exception cref="KernelException">Some items never get here.</exception>
    public static void Barrier([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Fibre.Current.Run.Barrier(file, line);
}

/// <summary>The grid of groups.</summary>
public static class Grid
{
    /// <summary>The group's place along X.</summary>
    public static int IdxX => Fibre.Current.Run.Index.X;

    /// <summary>The group's place along Y.</summary>
    public static int IdxY => Fibre.Current.Run.Index.Y;

    /// <summary>The group's place along Z.</summary>
    public static int IdxZ => Fibre.Current.Run.Index.Z;

    /// <summary>The number of groups along X.</summary>
    public static int DimX => Fibre.Current.Run.Launch.Config.GridDim.X;

    /// <summary>The number of groups along Y.</summary>
    public static int DimY => Fibre.Current.Run.Launch.Config.GridDim.Y;

    /// <summary>The number of groups along Z.</summary>
    public static int DimZ => Fibre.Current.Run.Launch.Config.GridDim.Z;

    /// <summary>The item's place among all items of the launch.</summary>
    public static Index3D GlobalIndex =>
        new(IdxX * Group.DimX + Group.IdxX, IdxY * Group.DimY + Group.IdxY, IdxZ * Group.DimZ + Group.IdxZ);
}

/// <summary>Memory that the items of a group share.</summary>
public static class SharedMemory
{
    /// <summary>Room for so many elements, the same for all items of a group. The length must be a constant.</summary>
    /// <exception cref="KernelException">A group has no more than 48 KB.</exception>
    public static ArrayView<T> Allocate<T>(int extent) where T : unmanaged => Fibre.Current.Run.AllocateShared<T>(extent);
}

/// <summary>Memory of one item.</summary>
public static class LocalMemory
{
    /// <summary>Room for so many elements. The length must be a constant.</summary>
    public static ArrayView<T> Allocate<T>(int extent) where T : unmanaged =>
        new(new DeviceMemory(extent * Unsafe.SizeOf<T>(), "local memory"), 0, extent);
}

/// <summary>Numbers as their bits.</summary>
public static class Interop
{
    /// <summary>The bits of a float.</summary>
    public static uint FloatAsInt(float value) => BitConverter.SingleToUInt32Bits(value);

    /// <summary>The float of these bits.</summary>
    public static float IntAsFloat(uint value) => BitConverter.UInt32BitsToSingle(value);
}
