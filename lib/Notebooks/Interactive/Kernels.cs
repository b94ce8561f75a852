using Microsoft.DotNet.Interactive;
using Notebooks.Engine;

namespace Notebooks.Interactive;

/// <summary>The kernels of a notebook and the magics that they understand.</summary>
internal static class Kernels
{
    /// <param name="session">The C# of the notebook.</param>
    /// <param name="folder">The notebook's folder.</param>
    public static CompositeKernel Create(Session session, string folder)
    {
        var root = new CompositeKernel { DefaultKernelName = CellKernel.KernelName };
        root.Add(new CellKernel(session).UseValueSharing(), ["C#"]);
        root.Add(new HtmlKernel());
        root.Add(new JavaScriptKernel(), ["js"]);
        root.Add(new KeyValueStoreKernel().UseValueSharing());
        return root;
    }

    /// <summary>All magics, such as <c>#!time</c>, and the names of the kernels.</summary>
    public static IEnumerable<string> Magics(CompositeKernel root) => root.ChildKernels.Append(root)
        .SelectMany(kernel => kernel.KernelInfo.SupportedDirectives.Select(directive => directive.Name))
        .Concat(root.ChildKernels.SelectMany(kernel => kernel.KernelInfo.Aliases.Append(kernel.Name).Select(name => "#!" + name)))
        .Where(name => name.StartsWith("#!", StringComparison.Ordinal)).Distinct();
}
