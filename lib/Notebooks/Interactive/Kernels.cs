using System.Reflection;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Notebooks.Engine;

namespace Notebooks.Interactive;

/// <summary>The kernels of a notebook and the magics that they understand.</summary>
internal static class Kernels
{
    /// <param name="session">The C# of the notebook.</param>
    /// <param name="ask">Asks the reader for a line; the flag says that it is a password.</param>
    public static CompositeKernel Create(Session session, Func<string, bool, string> ask)
    {
        var root = new CompositeKernel { DefaultKernelName = CellKernel.KernelName };
        root.Add(new CellKernel(session).UseValueSharing().UseMagics(), ["C#"]);
        root.Add(new HtmlKernel());
        root.Add(new JavaScriptKernel(), ["js"]);
        root.Add(new TextKernel("markdown", "text/markdown"));
        root.Add(new TextKernel("mermaid", "text/vnd.mermaid"));
        root.Add(new KeyValueStoreKernel().UseValueSharing());
        root.UseImportMagicCommand();
        root.RegisterCommandHandler<RequestInput>((command, context) =>
        {
            // Answered before the handler returns: what waits for it may hold the thread that would go on.
            try { context.Publish(new InputProduced(ask(command.Prompt, command.IsPassword), command)); }
            catch (InvalidOperationException error) { context.Fail(command, message: error.Message); }
            return Task.CompletedTask;
        });
        var loaded = new HashSet<string>(StringComparer.Ordinal);
        session.PackagesAdded = (folders, load) => LoadExtensions(root, folders, load, loaded);
        return root;
    }

    /// <summary>All magics, such as <c>#!time</c>, and the names of the kernels.</summary>
    public static IEnumerable<string> Magics(CompositeKernel root) => root.ChildKernels.Append(root)
        .SelectMany(kernel => kernel.KernelInfo.SupportedDirectives.Select(directive => directive.Name))
        .Concat(root.ChildKernels.SelectMany(kernel => kernel.KernelInfo.Aliases.Append(kernel.Name).Select(name => "#!" + name)))
        .Where(name => name.StartsWith("#!", StringComparison.Ordinal)).Distinct();

    // A package may bring formatters and magics of its own.
    private static async Task LoadExtensions(CompositeKernel root, IReadOnlyList<string> folders, Func<string, Assembly> load,
        HashSet<string> loaded)
    {
        var files = folders.Select(folder => Path.Combine(folder, "interactive-extensions", "dotnet")).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.dll")).Where(file => loaded.Add(file));
        foreach (var file in files)
            foreach (var type in load(file).GetExportedTypes()
                .Where(type => typeof(IKernelExtension).IsAssignableFrom(type) && type is { IsAbstract: false, IsClass: true }))
                await ((IKernelExtension)Activator.CreateInstance(type)!).OnLoadAsync(root);
    }
}
