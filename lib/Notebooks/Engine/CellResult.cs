namespace Notebooks.Engine;

/// <summary>How a cell ended.</summary>
/// <param name="Error">Null when it ran to its end.</param>
/// <param name="Interrupted">It was stopped by an interrupt or a cancellation.</param>
internal sealed record CellResult(CellError? Error, bool Interrupted)
{
    public bool Succeeded => Error is null;
}
