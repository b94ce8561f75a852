using System.Runtime.InteropServices;

namespace DeepLearning.Tensors.Cpu;

/// <summary>Working memory of the current thread for the length of one operation, aligned to cache lines and reused by the next.</summary>
/// <remarks>The slots keep operations that call each other apart.</remarks>
internal sealed unsafe class Scratch
{
    [ThreadStatic] private static Scratch? s_current;

    private readonly float*[] _blocks = new float*[6];
    private readonly nint[] _lengths = new nint[6];

    private Scratch()
    {
    }

    ~Scratch()
    {
        foreach (var block in _blocks) NativeMemory.AlignedFree(block);
    }

    /// <summary>The slots of a product: its packed operands, and a transposed result.</summary>
    public const int Packing = 0, Product = 1;

    /// <summary>The slots of the operations that use products.</summary>
    public const int First = 2, Second = 3, Third = 4, Tables = 5;

    /// <summary>At least <paramref name="length"/> floats of any value, valid until the slot is asked for again.</summary>
    public static float* Get(int slot, nint length)
    {
        var scratch = s_current ??= new Scratch();
        if (scratch._lengths[slot] < length)
        {
            NativeMemory.AlignedFree(scratch._blocks[slot]);
            scratch._blocks[slot] = (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), 64);
            scratch._lengths[slot] = length;
        }
        return scratch._blocks[slot];
    }
}
