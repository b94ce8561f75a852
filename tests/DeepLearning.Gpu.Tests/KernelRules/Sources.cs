using System.Runtime.CompilerServices;

namespace DeepLearning.Gpu.Tests.KernelRules;

/// <summary>Where the kernel sources lie.</summary>
internal static class Sources
{
    public static string[] Kernels([CallerFilePath] string here = "") =>
        [.. Directory.GetFiles(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../lib/DeepLearning.Gpu/Kernels")), "*.cs", SearchOption.AllDirectories).Order()];
}
