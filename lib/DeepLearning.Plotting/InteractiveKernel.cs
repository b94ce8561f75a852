using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using DeepLearning.Display;
using DeepLearning.Tensors;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Formatting;

namespace DeepLearning;

/// <summary>What the C# kernel of .NET Interactive lacks and our own host has.</summary>
internal static class InteractiveKernel
{
    // The package's own Display gives a handle that knows the output by another name, so that its Update changes nothing.
    private const string Displays = """
        public static Microsoft.DotNet.Interactive.Formatting.DisplayedValue Display(this object value, params string[] mimeTypes)
        {
            var context = Microsoft.DotNet.Interactive.KernelInvocationContext.Current;
            var forms = Microsoft.DotNet.Interactive.Formatting.FormattedValue.CreateManyFromObject(value, mimeTypes);
            var shown = new Microsoft.DotNet.Interactive.Formatting.DisplayedValue(value, forms);
            context.Publish(new Microsoft.DotNet.Interactive.Events.DisplayedValueProduced(value, context.Command, forms, shown.DisplayId));
            return shown;
        }
        public static Microsoft.DotNet.Interactive.Formatting.DisplayedValue display(object value, params string[] mimeTypes) => value.Display(mimeTypes);
        """;

    public static bool IsHere => AppDomain.CurrentDomain.GetAssemblies().Any(a =>
        a.GetName().Name == "Microsoft.DotNet.Interactive.CSharp");

    /// <summary>To be called only where it is here: other programs do not have its assemblies.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Prepare()
    {
        LoadFSharp();
        foreach (var type in new[] { typeof(Tensor), typeof(InteractiveKernel) }.SelectMany(known => known.Assembly.GetExportedTypes())
            .Where(SaysWhatItIs))
        {
            Formatter.Register(type, (value, writer) => writer.Write(value.ToString()), RichOutputFormatters.Plain);
            Formatter.SetPreferredMimeTypesFor(type, RichOutputFormatters.Plain);
        }
        // Before the next cell.
        if (KernelInvocationContext.Current?.HandlingKernel is { } kernel) kernel.DeferCommand(new SubmitCode(Displays, kernel.Name));
    }

    // That kernel's loader would load F#'s library twice: for Plotly.NET, and for what Plotly.NET stands on. What the default context has,
    // it takes.
    private static void LoadFSharp()
    {
        var file = Path.Combine(Path.GetDirectoryName(typeof(InteractiveKernel).Assembly.Location)!, "FSharp.Core.dll");
        try { AssemblyLoadContext.Default.LoadFromAssemblyPath(file); }
        catch (FileLoadException) { /* the tool has one of its own */ }
    }

    // A tensor, which has a text of its own, would be taken apart into its properties.
    private static bool SaysWhatItIs(Type type) => !type.IsAbstract && !typeof(IRichOutput).IsAssignableFrom(type)
        && !type.ContainsGenericParameters
        && type.GetMethod(nameof(ToString), BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly,
            Type.EmptyTypes) is { } text
        && !text.IsDefined(typeof(CompilerGeneratedAttribute));
}
