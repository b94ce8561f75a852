namespace Notebooks.Jupyter;

/// <summary>Tells the owner of the client's terminal what went wrong, but does not let anybody flood it.</summary>
internal sealed class KernelLog(TextWriter writer)
{
    private const int MaxLines = 200;
    private readonly Lock _gate = new();
    private int _lines;

    public void Write(string line)
    {
        lock (_gate)
        {
            _lines++;
            if (_lines <= MaxLines) writer.WriteLine($"[.NET (C#)] {line}");
            if (_lines == MaxLines) writer.WriteLine("[.NET (C#)] further messages are not shown");
        }
    }
}
