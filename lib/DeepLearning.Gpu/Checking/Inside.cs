using System.Reflection;
using System.Runtime.CompilerServices;
using ILGPU;

namespace DeepLearning.Gpu.Checking;

/// <summary>What the copy of a kernel calls: see <see cref="Instrumented"/>.</summary>
internal static unsafe class Inside
{
    private static readonly Type[] s_replaced = [typeof(ILGPU.Group), typeof(ILGPU.Grid), typeof(ILGPU.SharedMemory),
        typeof(ILGPU.LocalMemory)];

    /// <summary>Our method in place of one of ILGPU's that only a device can answer.</summary>
    /// <exception cref="KernelException">The checker has none.</exception>
    public static MethodInfo? Replacement(MethodBase called)
    {
        if (called.DeclaringType == typeof(ILGPU.Warp)) throw Unknown(called);
        if (!s_replaced.Contains(called.DeclaringType)) return null;
        var own = typeof(Inside).GetNestedType(called.DeclaringType!.Name)!.GetMethods()
            .FirstOrDefault(method => method.Name == called.Name && method.IsGenericMethodDefinition == called.IsGenericMethod);
        if (own is null && (called.IsGenericMethod || called.Name.StartsWith("Barrier", StringComparison.Ordinal))) throw Unknown(called);
        return own is { IsGenericMethodDefinition: true } ? own.MakeGenericMethod(called.GetGenericArguments()) : own;
    }

    public static ref T Element<T>(in ArrayView<T> view, int index) where T : unmanaged => ref Element(view, (long)index);

    public static ref T Element<T>(in ArrayView<T> view, Index1D index) where T : unmanaged => ref Element(view, (long)index.X);

    public static ref T Element<T>(in ArrayView<T> view, LongIndex1D index) where T : unmanaged => ref Element(view, index.X);

    public static ref T Element<T>(in ArrayView<T> view, long index) where T : unmanaged
    {
        if (index < 0 || index >= view.Length) throw OutOfBounds(view, index, 1);
        return ref view[index];
    }

    public static ArrayView<T> SubView<T>(in ArrayView<T> view, int start, int length) where T : unmanaged =>
        SubView(view, (long)start, length);

    public static ArrayView<T> SubView<T>(in ArrayView<T> view, long start) where T : unmanaged =>
        SubView(view, start, view.Length - start);

    public static ArrayView<T> SubView<T>(in ArrayView<T> view, long start, long length) where T : unmanaged
    {
        if (start < 0 || length < 0 || start + length > view.Length) throw OutOfBounds(view, start, length);
        return view.SubView(start, length);
    }

    public static T Load<T>(ref T reference)
    {
        Launch.Current.Log.Read((nint)Unsafe.AsPointer(ref reference), Unsafe.SizeOf<T>());
        return reference;
    }

    public static void Store<T>(ref T reference, T value)
    {
        Touch(ref reference);
        reference = value;
    }

    public static void Clear<T>(ref T reference) => Store(ref reference, default!);

    public static ref T Peek<T>(ref T reference)
    {
        Launch.Current.Log.Read((nint)Unsafe.AsPointer(ref reference), Unsafe.SizeOf<T>());
        return ref reference;
    }

    public static void Touch<T>(ref T reference) => Launch.Current.Log.Write((nint)Unsafe.AsPointer(ref reference), Unsafe.SizeOf<T>());

    public static void Require(bool holds, string what)
    {
        if (!holds) throw new KernelException($"{Launch.Current.Where} uses an index outside of a view ({what}).");
    }

    public static void Barrier(int number) => Fibre.Current.Run.Barrier(number);

    /// <summary>Where a view begins; 0 for one of nothing.</summary>
    public static nint AddressOf<T>(in ArrayView<T> view) where T : unmanaged => view.Length == 0 ? 0 : (nint)Unsafe.AsPointer(ref view[0]);

    private static KernelException OutOfBounds<T>(in ArrayView<T> view, long start, long length) where T : unmanaged
    {
        var (launch, address) = (Launch.Current, AddressOf(view));
        var what = length == 1 ? $"uses element {start}" : $"takes elements {start} to {start + length - 1}";
        var has = view.Length == 0 ? "is empty" : $"has {view.Length} elements (0 to {view.Length - 1})";
        return new($"{launch.Where} {what} of {launch.Log.NameOf(address) ?? "a view"}, which {has}.");
    }

    private static KernelException Unknown(MethodBase called) =>
        new($"{Launch.CurrentOrNull?.Name ?? "The kernel"} calls {called.DeclaringType!.Name}.{called.Name}, which the checker does " +
            "not know. It runs one item at a time; a device has it.");

    public static class Group
    {
        public static int get_IdxX() => Fibre.Current.Index.X;

        public static int get_IdxY() => Fibre.Current.Index.Y;

        public static int get_IdxZ() => Fibre.Current.Index.Z;

        public static int get_DimX() => Fibre.Current.Run.Launch.Config.GroupDim.X;

        public static int get_DimY() => Fibre.Current.Run.Launch.Config.GroupDim.Y;

        public static int get_DimZ() => Fibre.Current.Run.Launch.Config.GroupDim.Z;
    }

    public static class Grid
    {
        public static int get_IdxX() => Fibre.Current.Run.Index.X;

        public static int get_IdxY() => Fibre.Current.Run.Index.Y;

        public static int get_IdxZ() => Fibre.Current.Run.Index.Z;

        public static int get_DimX() => Fibre.Current.Run.Launch.Config.GridDim.X;

        public static int get_DimY() => Fibre.Current.Run.Launch.Config.GridDim.Y;

        public static int get_DimZ() => Fibre.Current.Run.Launch.Config.GridDim.Z;
    }

    public static class SharedMemory
    {
        public static ArrayView<T> Allocate<T>(int extent) where T : unmanaged => Fibre.Current.Run.AllocateShared<T>(extent);
    }

    public static class LocalMemory
    {
        public static ArrayView<T> Allocate<T>(int extent) where T : unmanaged => Launch.Current.Allocate<T>(extent);
    }
}
