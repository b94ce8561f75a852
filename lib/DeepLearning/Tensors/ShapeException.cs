namespace DeepLearning.Tensors;

/// <summary>A tensor has another shape than the operation needs.</summary>
/// <remarks>The message names the operation, the argument, the shape it got and the shape it wanted:
/// <c>Dense.Forward: 'input' has shape [5, 7]; expected [*, 4].</c></remarks>
public sealed class ShapeException : ArgumentException
{
    /// <summary>Makes the exception from its finished message.</summary>
    public ShapeException(string message) : base(message) { }

    private ShapeException(string message, bool isBatchOfOne) : base(message) => IsBatchOfOne = isBatchOfOne;

    private ShapeException(string message, string argument) : base(message) => Argument = argument;

    /// <summary>The name of the argument with the wrong shape, where one argument is to blame.</summary>
    public string? Argument { get; }

    /// <summary>Whether a mean over a batch was asked of one row; a training then says how its batches leave one.</summary>
    internal bool IsBatchOfOne { get; }

    internal static ShapeException BatchOfOne(string operation, Shape shape) => new(
        $"{operation}: 'input' has shape {shape}, one number for each channel; a mean over the batch needs at least two. " +
        "A last batch of one is left where the rows are a multiple of the batch size and one more: take another batch size, or " +
        "dropLast: true in the DataLoader.", isBatchOfOne: true);

    /// <summary>The same where rows and batch size are known.</summary>
    internal static ShapeException LastBatchOfOne(int rows, int batchSize, string advice) => new(
        $"BatchNorm: {rows} rows in batches of {batchSize} leave a last batch of one, and a mean over the batch needs at least two. " +
        $"{advice}", isBatchOfOne: true);

    /// <summary>Throws unless <paramref name="actual"/> fits the pattern, in which <see cref="Dim.Any"/> stands for any length.</summary>
    /// <param name="actual">The shape that came.</param>
    /// <param name="expected">The shape that is needed.</param>
    /// <param name="operation">Type and method, such as <c>Dense.Forward</c>.</param>
    /// <param name="argument">The argument's name.</param>
    /// <exception cref="ShapeException">The shape does not fit.</exception>
    public static void ThrowUnless(Shape actual, ReadOnlySpan<int> expected, string operation, string argument)
    {
        ArgumentNullException.ThrowIfNull(actual);
        if (!actual.Fits(expected))
            throw new ShapeException($"{operation}: '{argument}' has shape {actual}; expected {Shape.Format(expected)}.", argument);
    }

    /// <summary>Throws unless both shapes are equal.</summary>
    /// <exception cref="ShapeException">They differ.</exception>
    public static void ThrowUnlessEqual(Shape actual, Shape expected, string operation, string argument)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ThrowUnless(actual, expected.AsSpan(), operation, argument);
    }
}
