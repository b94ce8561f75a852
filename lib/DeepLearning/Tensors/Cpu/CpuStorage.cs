namespace DeepLearning.Tensors.Cpu;

/// <summary>Values in an array of the .NET heap, which goes back to the pool when its scope ends.</summary>
internal sealed class CpuStorage(float[] array, int length, ArrayPool pool) : Storage(length)
{
    private float[]? _array = array;

    /// <summary>The values; after the release, an exception.</summary>
    public Span<float> Values
    {
        get
        {
            if (_array is null) ThrowIfReleased();
            return _array.AsSpan(0, Length);
        }
    }

    protected override void OnRelease()
    {
        pool.Return(_array!);
        _array = null;
    }
}
