namespace DeepLearning.Tensors.Cpu.Simd;

/// <summary>A random number made from (seed, counter) alone, so that any part of a mask can be drawn by any thread, in any order.</summary>
/// <remarks>The counter times an odd constant, added to the seed, goes through two rounds of "xor with a shifted copy, multiply": each
/// input bit flips each output bit with a probability near one half. The multipliers are those of C. Wellons' search for 32-bit
/// mixers with little bias (lowbias32).</remarks>
internal static class CounterHash
{
    public const uint Weyl = 0x9E3779B9;
    public const uint First = 0x7FEB352D;
    public const uint Second = 0x846CA68B;

    /// <summary>2⁻²⁴: turns 24 bits into a fraction.</summary>
    public const float Fraction = 1f / (1 << 24);

    public static float Uniform(uint seed, uint counter)
    {
        uint x = counter * Weyl + seed;
        x = (x ^ (x >> 16)) * First;
        x = (x ^ (x >> 15)) * Second;
        x ^= x >> 16;
        return (x >> 8) * Fraction;
    }
}
