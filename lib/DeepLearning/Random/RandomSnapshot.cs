namespace DeepLearning.Random;

/// <summary>Where a <see cref="RandomState"/> stands: enough to continue its draws later, for instance from a checkpoint.</summary>
/// <param name="Key">The 624 words of the Mersenne Twister.</param>
/// <param name="Position">How many of them have been drawn, 0 to 624.</param>
/// <param name="SpareNormal">The second number of the last pair of normal draws, if it has not been handed out yet.</param>
/// <remarks>The same parts as <c>RandomState.get_state()</c> of NumPy.</remarks>
public sealed record RandomSnapshot(IReadOnlyList<uint> Key, int Position, double? SpareNormal);
