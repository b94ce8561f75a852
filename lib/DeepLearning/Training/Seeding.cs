namespace DeepLearning.Training;

/// <summary>When a network starts its random numbers at the seed.</summary>
public enum Seeding
{
    /// <summary>Once, before training; all layers draw one after another.</summary>
    Once,

    /// <summary>Again before each layer draws its first values, as the book's code does.</summary>
    /// <remarks>All layers then draw the same numbers: two of the same size start equal. Take it to reproduce the book's tables, digit by digit.</remarks>
    EveryLayer,
}
