using System.Reflection;
using System.Runtime.Loader;

namespace DeepLearning.Tensors;

public sealed partial class Device
{
    private static readonly Lazy<Device> Card = new(() => Open("DeepLearning.Gpu",
        "The library for graphics cards is not built yet. Build it once with 'dotnet build -c Release lib/DeepLearning.Gpu', which fetches ILGPU from NuGet, and start again. "
        + "Without a card, Device.EmulatedGpu() runs the same kernels on the processor, slowly."), LazyThreadSafetyMode.PublicationOnly);
    private static readonly Lazy<Device> Emulation = new(() => Open("DeepLearning.Gpu.Emulation",
        "The emulated graphics card is not built yet. Build it with 'dotnet build'."), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The best graphics card of this machine, by ILGPU.</summary>
    /// <remarks>Needs <c>DeepLearning.Gpu.dll</c> beside this library, which <c>dotnet build -c Release lib/DeepLearning.Gpu</c> puts there.</remarks>
    /// <exception cref="NotSupportedException">It is not there, or there is no card that CUDA or OpenCL can use. The message says which, and what to do.</exception>
    public static Device Gpu() => Card.Value;

    /// <summary>A device that runs the kernels of <see cref="Gpu"/> on the processor, one work item after the other: slow, and the same on every machine.</summary>
    /// <exception cref="NotSupportedException"><c>DeepLearning.Gpu.Emulation.dll</c> is not beside this library.</exception>
    public static Device EmulatedGpu() => Emulation.Value;

    private static Device Open(string library, string advice)
    {
        var open = Load(library)?.GetType("DeepLearning.Gpu.GpuDevice")?.GetMethod("Open", BindingFlags.Public | BindingFlags.Static)
            ?? throw new NotSupportedException(advice);
        try
        {
            return (Device)open.Invoke(null, null)!;
        }
        catch (TargetInvocationException failure) when (failure.InnerException is NotSupportedException)
        {
            throw new NotSupportedException(failure.InnerException.Message, failure.InnerException);
        }
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
