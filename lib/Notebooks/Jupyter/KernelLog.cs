namespace Notebooks.Jupyter;

/// <summary>Tells the owner of the client's terminal what went wrong, but does not let anybody flood it.</summary>
internal sealed class KernelLog(TextWriter writer)
{
    private const int MaxLines = 200;
    private readonly Lock gate = new();
    private int lines;

    public void Write(string line)
    {
        lock (gate)
        {
            lines++;
            if (lines <= MaxLines) writer.WriteLine($"[.NET (C#)] {line}");
            if (lines == MaxLines) writer.WriteLine("[.NET (C#)] further messages are not shown");
        }
    }
}
