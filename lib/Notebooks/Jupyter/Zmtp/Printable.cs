namespace Notebooks.Jupyter.Zmtp;

/// <summary>Text of unknown origin, made safe for a line of a log.</summary>
internal static class Printable
{
    private const int Most = 80;

    public static string Of(string text) =>
        $"'{string.Concat(text.Take(Most).Select(c => char.IsControl(c) ? '?' : c))}{(text.Length > Most ? "…" : "")}'";
}
