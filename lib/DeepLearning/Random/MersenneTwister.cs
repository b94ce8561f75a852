namespace DeepLearning.Random;

/// <summary>The Mersenne Twister MT19937: a stream of 32-bit words from 624 words of state.</summary>
/// <remarks>Source: M. Matsumoto and T. Nishimura (1998), with their seeding of 2002.</remarks>
internal sealed class MersenneTwister
{
    public const int StateSize = 624;
    private const int Shift = 397;

    private readonly uint[] _state = new uint[StateSize];

    /// <summary>How many words of the current block have been drawn, 0 to 624.</summary>
    public int Position { get; private set; }

    public ReadOnlySpan<uint> State => _state;

    public void Seed(uint seed)
    {
        for (int i = 0; i < StateSize; i++)
        {
            _state[i] = seed;
            seed = 1812433253u * (seed ^ (seed >> 30)) + (uint)i + 1;
        }
        Position = StateSize;
    }

    public void Restore(ReadOnlySpan<uint> state, int position)
    {
        state.CopyTo(_state);
        Position = position;
    }

    public uint NextUInt()
    {
        if (Position == StateSize) NextBlock();
        uint y = _state[Position++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        return y ^ (y >> 18);
    }

    /// <summary>A number in [0, 1) with 53 random bits: 27 of one word and 26 of the next.</summary>
    public double NextDouble()
    {
        uint high = NextUInt() >> 5, low = NextUInt() >> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    private void NextBlock()
    {
        uint[] state = _state;
        for (int i = 0; i < StateSize - Shift; i++) state[i] = state[i + Shift] ^ Twist(state[i], state[i + 1]);
        for (int i = StateSize - Shift; i < StateSize - 1; i++) state[i] = state[i + Shift - StateSize] ^ Twist(state[i], state[i + 1]);
        state[StateSize - 1] = state[Shift - 1] ^ Twist(state[StateSize - 1], state[0]);
        Position = 0;
    }

    private static uint Twist(uint word, uint next)
    {
        uint mixed = (word & 0x80000000u) | (next & 0x7fffffffu);
        return (mixed >> 1) ^ ((mixed & 1) * 0x9908b0dfu);
    }
}
