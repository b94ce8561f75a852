namespace DeepLearning.Plotting;

/// <summary>How a number becomes a colour.</summary>
public enum ColorMap
{
    /// <summary>Diverging when the values have both signs; else grey for pictures, sequential for matrices.</summary>
    Auto,

    /// <summary>Black for the smallest value, white for the largest.</summary>
    Gray,

    /// <summary>Light yellow for the smallest value, over green, to dark blue for the largest, in even steps of lightness.</summary>
    Sequential,

    /// <summary>Blue for negative, white for zero, orange for positive; the strength shows the size.</summary>
    Diverging,
}
