namespace DeepLearning.Tensors.Cpu;

/// <summary>Arrays that were given back, by exact length: a training loop asks for the same lengths at every step.</summary>
internal sealed class ArrayPool
{
    /// <summary>More than this many bytes are left to the garbage collector.</summary>
    private const long Capacity = 512L << 20;

    private readonly Dictionary<int, Stack<float[]>> _spare = [];
    private readonly Lock _lock = new();
    private long _bytes;

    public float[] Rent(int length)
    {
        lock (_lock)
            if (_spare.TryGetValue(length, out var arrays) && arrays.TryPop(out var array))
            {
                _bytes -= sizeof(float) * (long)length;
                return array;
            }
        return GC.AllocateUninitializedArray<float>(length);
    }

    public void Return(float[] array)
    {
        var bytes = sizeof(float) * (long)array.Length;
        lock (_lock)
        {
            if (_bytes + bytes > Capacity) return;
            _bytes += bytes;
            if (!_spare.TryGetValue(array.Length, out var arrays)) _spare.Add(array.Length, arrays = new());
            arrays.Push(array);
        }
    }
}
