namespace Notebooks.Engine;

/// <summary>What code of a cell says of itself, even where that code fails.</summary>
internal static class Safe
{
    public static string Message(Exception error)
    {
        try { return error.Message ?? "(its message is null)"; }
        catch (Exception inner) when (inner is not OperationCanceledException)
        {
            return "(its message cannot be read: " +
            $"{TypeName.Of(inner.GetType())})";
        }
    }

    public static string Text(object value, Func<string?> text)
    {
        try { return text() ?? ""; }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return $"{TypeName.Of(value.GetType())} (ToString " +
            $"throws {TypeName.Of(error.GetType())}: {Message(error)})";
        }
    }

    /// <returns>The value; or, where the getter throws, a remark in its place.</returns>
    public static object? Get(Func<object?> getter)
    {
        try { return getter(); }
        catch (System.Reflection.TargetInvocationException error) when (error.InnerException is not (null or OperationCanceledException))
        {
            return new Thrown(error.InnerException);
        }
    }

    /// <summary>Stands where a value should be.</summary>
    internal sealed record Thrown(Exception Error)
    {
        public override string ToString() => $"(throws {TypeName.Of(Error.GetType())}: {Message(Error)})";
    }
}
