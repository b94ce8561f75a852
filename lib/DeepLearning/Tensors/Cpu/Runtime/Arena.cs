namespace DeepLearning.Tensors.Cpu;

/// <summary>Hands out pieces of a block of memory, one after the other.</summary>
internal unsafe struct Arena(float* start)
{
    private float* _next = start;

    public float* Floats(int count)
    {
        var piece = _next;
        _next += count;
        return piece;
    }

    public int* Ints(int count) => (int*)Floats(count);
}
