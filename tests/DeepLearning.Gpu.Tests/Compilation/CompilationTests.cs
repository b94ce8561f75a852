using DeepLearning.Gpu.Checking;
using DeepLearning.Gpu.Kernels;
using ILGPU.Runtime.Cuda;

namespace DeepLearning.Gpu.Tests.Compilation;

/// <summary>ILGPU's compiler translates every kernel of the library for NVIDIA's cards and for others, which needs no card.</summary>
public class CompilationTests
{
    [Fact]
    public void Every_kernel_becomes_PTX_for_old_and_new_cards_and_OpenCL_C()
    {
        using var compiler = new KernelCompiler();
        var kernels = LibraryKernels.All.ToList();
        Assert.True(kernels.Count > 80, $"only {kernels.Count} kernels were found");
        foreach (var kernel in kernels)
        {
            var name = LibraryKernels.NameOf(kernel);
            foreach (var architecture in new[] { CudaArchitecture.SM_61, CudaArchitecture.SM_90 })
            {
                var ptx = compiler.Ptx(kernel, architecture);
                Assert.True(ptx.Contains(".entry", StringComparison.Ordinal), name);
                // Numbers that did not stay in registers make a trip to memory. Only a list of axes may, which is read by index.
                Assert.False(!kernel.GetParameters().Any(parameter => parameter.ParameterType == typeof(Axes)) && ptx.Contains(".local ", StringComparison.Ordinal), $"{name} keeps numbers in local memory");
            }
            Assert.Contains("kernel void", compiler.OpenCL(kernel), StringComparison.Ordinal);
        }
    }
}
