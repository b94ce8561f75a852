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

    [Theory]
    [InlineData(typeof(Wide<PlainPlain>), 0.85), InlineData(typeof(Wide<PlainTransposed>), 0.85), InlineData(typeof(Wide<TransposedPlain>), 0.85)]
    [InlineData(typeof(ConvolutionForward), 0.75), InlineData(typeof(ConvolutionInputGrad), 0.7), InlineData(typeof(ConvolutionFilterGrad), 0.75)]
    public void Most_instructions_of_a_large_product_multiply_and_add(Type product, double least)
    {
        using var compiler = new KernelCompiler();
        var loop = PtxLoop.Of(compiler.Ptx(typeof(BlockedProduct).GetMethod(nameof(BlockedProduct.Run))!.MakeGenericMethod(product), CudaArchitecture.SM_80));
        // 8 × 8 elements, eight k of a tile.
        Assert.Equal(512, loop.MultiplyAdds);
        Assert.True(loop.Share >= least, $"{loop.MultiplyAdds} multiply-adds and {loop.Others} others: {loop.Share:P0}");
    }
}
