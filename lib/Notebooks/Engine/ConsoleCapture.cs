using System.Reactive.Disposables;
using System.Text;
using Microsoft.DotNet.Interactive.Utility;

namespace Notebooks.Engine;

/// <summary>Sends what cells write to the console to their outputs, and everything else to where it went before.</summary>
internal sealed class ConsoleCapture(TextWriter original, bool error) : TextWriter
{
    private static readonly Lock Gate = new();
    private static ConsoleCapture? s_output, s_errors;
    private static IDisposable? s_packages;

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Installs the capture, where it is not, or not any more.</summary>
    public static void Install()
    {
        lock (Gate)
        {
            s_output ??= new ConsoleCapture(Console.Out, error: false) { NewLine = "\n" };
            s_errors ??= new ConsoleCapture(Console.Error, error: true) { NewLine = "\n" };
            // The package installs one of its own for each command, unless it is installed already: once and for all, and ours above it.
            s_packages ??= ConsoleOutput.Subscribe(_ => Disposable.Empty);
            Console.SetOut(s_output);
            Console.SetError(s_errors);
        }
    }

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
