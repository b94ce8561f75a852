namespace DeepLearning.Tensors;

/// <summary>Allocates arrays, and has the garbage of the large ones collected in time.</summary>
/// <remarks>.NET looks at large arrays only when it collects the oldest generation, and puts that off until their garbage is several times
/// what is in
/// use: gigabytes, where a chapter needs a few hundred megabytes.</remarks>
internal static class LargeArrays
{
    /// <summary>Bytes of garbage that are put up with.</summary>
    private const long Bound = 128L << 20;

    /// <summary>.NET treats arrays from 85,000 bytes on as large.</summary>
    private const int Large = 85_000 / sizeof(float);

    private static long s_allocated;
    private static int s_collections;

    /// <summary>An array whose values may be anything.</summary>
    /// <param name="length">The number of values.</param>
    /// <param name="beforeCollection">What lets go of spare memory, should garbage be collected first.</param>
    public static float[] Allocate(int length, Action? beforeCollection = null)
    {
        if (length >= Large && IsTimeToCollect(sizeof(float) * (long)length))
        {
            beforeCollection?.Invoke();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: false);
        }
        return GC.AllocateUninitializedArray<float>(length);
    }

    private static bool IsTimeToCollect(long bytes)
    {
        // Whoever collected, the count begins anew.
        var collections = GC.CollectionCount(GC.MaxGeneration);
        if (Interlocked.Exchange(ref s_collections, collections) != collections) Interlocked.Exchange(ref s_allocated, 0);
        return Interlocked.Add(ref s_allocated, bytes) > Bound;
    }
}
