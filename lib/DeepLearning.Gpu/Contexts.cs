using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Frontend;
using ILGPU.Frontend.Intrinsic;

namespace DeepLearning.Gpu;

/// <summary>Makes contexts of ILGPU, after telling it what it can't know.</summary>
internal static class Contexts
{
    static Contexts()
    {
        // Without the development files of OpenCL its library has a version number in its name, which ILGPU does not try.
        NativeLibrary.SetDllImportResolver(typeof(Context).Assembly, static (name, assembly, path) =>
            name.Contains("OpenCL", StringComparison.Ordinal) && OperatingSystem.IsLinux()
            && !NativeLibrary.TryLoad(name, assembly, path, out _) && NativeLibrary.TryLoad("libOpenCL.so.1", out var library)
                ? library : 0);
        // Our notebook host puts calls into the functions and loops of a cell, which end an endless recursion or an interrupted loop. On a
        // card they are nothing.
        var nothing = typeof(Contexts).GetMethod(nameof(Nothing), BindingFlags.Static | BindingFlags.NonPublic)!;
        MethodInfo?[] ofHost =
        [
            typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.EnsureSufficientExecutionStack)),
            Type.GetType("Notebooks.Engine.Interruption, Notebooks")?.GetMethod("Poll"),
        ];
        foreach (var method in ofHost.OfType<MethodInfo>())
            RemappedIntrinsics.AddRemapping(method, (ref InvocationContext context) => context.Method = nothing);
    }

    public static Context Create(Action<Context.Builder> build) => Context.Create(build);

    private static void Nothing() { }
}
