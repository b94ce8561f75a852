using System.Reflection;
using System.Runtime.InteropServices;
using TorchSharp;

namespace Benchmarks.Torch;

/// <summary>The native libraries under TorchSharp.</summary>
internal static unsafe partial class Native
{
    private static string Binding =>
        typeof(torch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Such as <c>2.10.0</c>.</summary>
    public static string Version => string.Join('.', torch.__version__.Split('.').Take(3));

    public static string Name => $"libtorch {Version} through TorchSharp {Binding}";

    /// <summary>What keeps them from being loaded; null if nothing does.</summary>
    public static string? WhyNot()
    {
        try
        {
            // TorchSharp's own message says only that a package may be missing.
            NativeLibrary.Load("LibTorchSharp", typeof(Native).Assembly, DllImportSearchPath.AssemblyDirectory);
            return null;
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            // One line for every place that was looked at: a library that is too old is the reason to show, a file that isn't there is not.
            var lines = error.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return lines.FirstOrDefault(line => line.Contains("version `", StringComparison.Ordinal)) ?? lines[0];
        }
    }

    /// <summary>Which vectors PyTorch's own kernels use, such as <c>AVX512</c>; null where it can't be asked.</summary>
    public static string? Vectors()
    {
        // A std::string as the C++ library of Linux lays it out: its address first. TorchSharp has no way to ask.
        var text = stackalloc byte*[4];
        try
        {
            CpuCapability(text);
            return Marshal.PtrToStringUTF8((nint)text[0]);
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport("torch_cpu", EntryPoint = "_ZN2at18get_cpu_capabilityB5cxx11Ev")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static partial nint CpuCapability(byte** result);
}
