using DeepLearning.Tensors;

namespace DeepLearning.Random;

/// <summary>Random numbers from a seed: the same draws as <c>numpy.random.RandomState</c>, to the last bit.</summary>
/// <remarks>
/// MT19937 behind NumPy's legacy distributions; that is why results here can be compared digit by digit with those of Python programs.
/// Draws in the plural are those of the singular one after another. Not thread-safe. Not for secrets.
/// </remarks>
public sealed partial class RandomState
{
    private readonly MersenneTwister _twister = new();
    private double? _spareNormal;

    /// <summary>A generator that starts at a seed.</summary>
    /// <param name="seed">0 to 4294967295.</param>
    /// <exception cref="ArgumentOutOfRangeException">The seed is outside that range.</exception>
    public RandomState(long seed) => Seed(seed);

    /// <summary>Starts again at a seed, as if newly made with it.</summary>
    /// <param name="seed">0 to 4294967295.</param>
    /// <exception cref="ArgumentOutOfRangeException">The seed is outside that range.</exception>
    public void Seed(long seed)
    {
        if (seed is < 0 or > uint.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(seed), seed, "RandomState: a seed is a whole number from 0 to 4294967295.");
        _twister.Seed((uint)seed);
        _spareNormal = null;
    }

    /// <summary>Where the generator stands now.</summary>
    public RandomSnapshot GetState() => new(_twister.State.ToArray(), _twister.Position, _spareNormal);

    /// <summary>Continues from where <see cref="GetState"/> was called.</summary>
    /// <param name="state">A state of this or another generator.</param>
    /// <exception cref="ArgumentException">The state has not 624 words, or a position outside 0 to 624.</exception>
    public void SetState(RandomSnapshot state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Key.Count != MersenneTwister.StateSize || state.Position is < 0 or > MersenneTwister.StateSize)
        {
            throw new ArgumentException($"RandomState.SetState: expected {MersenneTwister.StateSize} words and a position from 0 to " +
                $"{MersenneTwister.StateSize}, got {state.Key.Count} words and position {state.Position}.", nameof(state));
        }
        _twister.Restore([.. state.Key], state.Position);
        _spareNormal = state.SpareNormal;
    }

    private double NextNormal()
    {
        if (_spareNormal is { } spare)
        {
            _spareNormal = null;
            return spare;
        }
        // Polar method: a point in the unit disc gives two independent normal numbers.
        double x, y, squared;
        do
        {
            x = 2.0 * _twister.NextDouble() - 1.0;
            y = 2.0 * _twister.NextDouble() - 1.0;
            squared = x * x + y * y;
        }
        while (squared is >= 1.0 or 0.0);
        double factor = Math.Sqrt(-2.0 * PortableMath.Log(squared) / squared);
        _spareNormal = factor * x;
        return factor * y;
    }

    private static double[] Draw(int count, Func<double> next)
    {
        CheckCount(count, nameof(count));
        var values = new double[count];
        for (int i = 0; i < count; i++) values[i] = next();
        return values;
    }

    private static double[,] Draw(int rows, int columns, Func<double> next)
    {
        CheckCount(rows, nameof(rows));
        CheckCount(columns, nameof(columns));
        var values = new double[rows, columns];
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++) values[i, j] = next();
        return values;
    }

    private static void CheckCount(int count, string name)
    {
        if (count < 0) throw new ArgumentOutOfRangeException(name, count,
            $"RandomState: '{name}' says how many to draw and can't be negative.");
    }
}

/// <summary>Where a <see cref="RandomState"/> stands: enough to continue its draws later, for instance from a checkpoint.</summary>
/// <param name="Key">The 624 words of the Mersenne Twister.</param>
/// <param name="Position">How many of them have been drawn, 0 to 624.</param>
/// <param name="SpareNormal">The second number of the last pair of normal draws, if it has not been handed out yet.</param>
/// <remarks>The same parts as <c>RandomState.get_state()</c> of NumPy.</remarks>
public sealed record RandomSnapshot(IReadOnlyList<uint> Key, int Position, double? SpareNormal);
