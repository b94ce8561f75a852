using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Values in an array of the .NET heap, which goes back to the pool when its scope ends.</summary>
/// <remarks>
/// The values begin at a multiple of 64 bytes, the length of a cache line and of the widest vector: a vector that crosses from one line
/// into the next costs two accesses. (Should the garbage collector move the array, they are still right, only slower.)
/// </remarks>
internal sealed class CpuStorage(float[] array, int length, ArrayPool pool) : Storage(length)
{
    /// <summary>Elements that an array needs on top for the alignment.</summary>
    public const int Spare = 15;

    private readonly int _start = FirstAligned(array);
    private float[]? _array = array;

    /// <summary>The values; after the release, an exception.</summary>
    public Span<float> Values
    {
        get
        {
            if (_array is null) ThrowIfReleased();
            return _array.AsSpan(_start, Length);
        }
    }

    protected override void OnRelease()
    {
        // First forgotten, then given back: whatever comes between, two tensors never share it.
        var array = _array!;
        _array = null;
        pool.Return(array);
    }

    private static unsafe int FirstAligned(float[] array)
    {
        var address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
        return (int)((64 - address % 64) % 64 / sizeof(float));
    }
}
