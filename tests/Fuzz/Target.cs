namespace Fuzz;

/// <summary>A reader under test.</summary>
/// <param name="Name">What it reads.</param>
/// <param name="Seeds">Valid inputs, from which hostile ones are made.</param>
/// <param name="Read">Reads an input.</param>
/// <param name="Documented">The exceptions that it may throw; anything else is a failure.</param>
/// <param name="Words">Pieces that mean something to the reader.</param>
/// <param name="Room">How many bytes it may allocate besides <see cref="Factor"/> times the input's length.</param>
internal sealed record Target(string Name, IReadOnlyList<byte[]> Seeds, Action<byte[]> Read, IReadOnlyList<Type> Documented,
    IReadOnlyList<byte[]> Words, long Room = 1 << 18)
{
    /// <summary>Bytes that may be allocated for each byte of input, counting all that was allocated on the way and not only what is held
    /// at once.</summary>
    public int Factor { get; init; } = 40;

    /// <summary>What hostile inputs are made of.</summary>
    public IEnumerable<byte[]> Valid => Seeds.SkipLast(Invalid);

    /// <summary>How many of the seeds, the last ones, are not valid: bombs and the like.</summary>
    public int Invalid { get; init; }

    public bool Allows(Exception error) => Documented.Any(type => type.IsInstanceOfType(error));
}
