using System.Text;

namespace Notebooks.Engine;

/// <summary>Sends what cells write to the console to their outputs, and everything else to where it went before.</summary>
internal sealed class ConsoleCapture(TextWriter original, bool error) : TextWriter
{
    private static readonly Lock Gate = new();

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Installs the capture once for the process.</summary>
    public static void Install()
    {
        lock (Gate)
        {
            if (Installed) return;
            Installed = true;
            Console.SetOut(new ConsoleCapture(Console.Out, error: false) { NewLine = "\n" });
            Console.SetError(new ConsoleCapture(Console.Error, error: true) { NewLine = "\n" });
        }
    }

    private static bool Installed { get; set; }

    public override void Write(char value) => Write(value.ToString());

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(buffer.ToString());

    public override void Write(string? value)
    {
        if (value is null) return;
        if (CellOutputs.Current is { } outputs) outputs.Write(value, error);
        else original.Write(value);
    }

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void WriteLine(ReadOnlySpan<char> buffer) => Write(string.Concat(buffer, "\n"));
}
