using System.Diagnostics;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Connection;
using Microsoft.DotNet.Interactive.Events;

namespace RealKernel;

/// <summary>The tool dotnet-interactive, spoken to over its standard input and output as Polyglot Notebooks does.</summary>
internal sealed class ToolCells : ICells
{
    private readonly Process process;
    private readonly Task<string> errors;

    /// <param name="tool">The program.</param>
    public ToolCells(string tool)
    {
        var start = new ProcessStartInfo(tool, ["stdio", "--working-dir", Environment.CurrentDirectory])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        process = Process.Start(start)!;
        errors = process.StandardError.ReadToEndAsync();
    }

    public async Task Run(string code, Action<KernelEvent> take)
    {
        var command = new SubmitCode(code, "csharp");
        var token = command.GetOrCreateToken();
        await process.StandardInput.WriteLineAsync(KernelCommandEnvelope.Serialize(command));
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith('{')) continue;
            var produced = KernelEventEnvelope.Deserialize(line).Event;
            take(produced);
            if (produced is CommandSucceeded or CommandFailed && produced.Command?.GetOrCreateToken() == token) return;
        }
        throw new InvalidOperationException($"The tool ended. {await errors}");
    }

    public void Dispose()
    {
        process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}
