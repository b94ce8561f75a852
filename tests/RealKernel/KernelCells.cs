using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.CSharp;
using Microsoft.DotNet.Interactive.Events;

namespace RealKernel;

/// <summary>What runs cells and tells what happens.</summary>
internal interface ICells : IDisposable
{
    /// <summary>Runs one cell; ends when it has ended.</summary>
    Task Run(string code, Action<KernelEvent> take);
}

/// <summary>The C# kernel, in this process.</summary>
internal sealed class KernelCells : ICells
{
    private readonly CompositeKernel root = new() { DefaultKernelName = "csharp" };

    public KernelCells()
    {
        root.Add(new CSharpKernel().UseKernelHelpers().UseValueSharing());
        root.UseImportMagicCommand();
    }

    public async Task Run(string code, Action<KernelEvent> take)
    {
        using var events = root.KernelEvents.Subscribe(take);
        await root.SendAsync(new SubmitCode(code));
    }

    public void Dispose() => root.Dispose();
}
