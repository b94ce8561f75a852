using System.Reflection;
using System.Runtime.Loader;

namespace DeepLearning.Tensors;

public sealed partial class Device
{
    private static readonly Lazy<Device> Card = new(() => Open("Open"), LazyThreadSafetyMode.PublicationOnly);
    private static readonly Lazy<Device> Simulator = new(() => Open("OpenSimulator"), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The best graphics card of this machine, by ILGPU.</summary>
    /// <exception cref="NotSupportedException"><c>DeepLearning.Gpu.dll</c> is not beside this library, or there is no card that CUDA or
    /// OpenCL can use. The
    /// message says what was looked for, and what to do.</exception>
    public static Device Gpu() => Card.Value;

    /// <summary>A device that runs the kernels of <see cref="Gpu"/> on the processor, by ILGPU's simulator: slow, and there on every
    /// machine.</summary>
    /// <exception cref="NotSupportedException"><c>DeepLearning.Gpu.dll</c> is not beside this library.</exception>
    public static Device SimulatedGpu() => Simulator.Value;

    private static Device Open(string method)
    {
        var open = Load("DeepLearning.Gpu")?.GetType("DeepLearning.Gpu.GpuDevice")?.GetMethod(method,
            BindingFlags.Public | BindingFlags.Static)
            ?? throw new NotSupportedException("DeepLearning.Gpu.dll, the library for graphics cards, is not beside DeepLearning.dll. " +
                "'dotnet build' puts it there.");
        return (Device)open.Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, null)!;
    }

    // A notebook may have read this library from memory: then its load context knows where the others are. Otherwise they lie beside it.
    internal static Assembly? Load(string library)
    {
        var here = typeof(Device).Assembly;
        var context = AssemblyLoadContext.GetLoadContext(here) ?? AssemblyLoadContext.Default;
        try
        {
            return context.LoadFromAssemblyName(new AssemblyName(library));
        }
        catch (Exception error) when (error is FileNotFoundException or FileLoadException)
        {
            // A cell's #r may have loaded it into a context of its own; a second copy would not know the first one's devices.
            if (AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(loaded => loaded.GetName()
                .Name == library) is { } known) return known;
            var folder = Path.GetDirectoryName(here.Location);
            if (string.IsNullOrEmpty(folder)) return null;
            context.Resolving += (loading, name) => Beside(loading, folder, name.Name!);
            return Beside(context, folder, library);
        }
    }

    private static Assembly? Beside(AssemblyLoadContext context, string folder, string library)
    {
        var path = Path.Combine(folder, library + ".dll");
        return File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
    }
}
