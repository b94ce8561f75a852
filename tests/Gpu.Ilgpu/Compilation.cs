using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace Gpu.Ilgpu;

/// <summary>Translates every kernel to PTX, the assembly language of NVIDIA's cards, and to OpenCL C, the language of most others. That needs no card.</summary>
internal static class Compilation
{
    /// <summary>Prints a line for each kernel and returns how many failed.</summary>
    public static int Run(bool isVerbose)
    {
        var (failed, kernels) = (0, Kernels.All.ToList());
        var compiler = new Compiler();
        foreach (var kernel in kernels)
        {
            var name = Kernels.NameOf(kernel);
            try
            {
                var (ptx, openCL) = compiler.Compile(kernel);
                if (isVerbose) Console.WriteLine($"ok      {name,-70} {ptx.Split('\n').Length,6} lines of PTX{Spills(ptx)}, {openCL.Split('\n').Length} of OpenCL C");
            }
            catch (Exception error)
            {
                failed++;
                var cause = error;
                while (cause.InnerException is not null) cause = cause.InnerException;
                Console.WriteLine($"FAILED  {name}: {cause.Message}");
                // A kernel that fails to compile spoils its context for those that follow.
                compiler.Dispose();
                compiler = new Compiler();
            }
        }
        compiler.Dispose();
        Console.WriteLine($"PTX for compute capability 8.0 and OpenCL C 2.0: {kernels.Count - failed} kernels compiled, {failed} failed");
        return failed;
    }

    private static string Spills(string text) => text.Contains(".local ", StringComparison.Ordinal) ? ", with local memory" : "";

    private sealed class Compiler : IDisposable
    {
        private readonly Context _context = Context.Create(builder => builder.DefaultCPU());
        private readonly PTXBackend _cuda;
        private readonly CLBackend _openCL;

        public Compiler()
        {
            _cuda = new PTXBackend(_context, new CudaCapabilityContext(CudaArchitecture.SM_80), CudaArchitecture.SM_80, CudaInstructionSet.ISA_80, null);
            // A card that has nothing beyond what ILGPU asks of every one.
            var least = new CLCapabilityContext(float16: false, float64: false, genericAddressSpace: true, int64_Atomics: false, subGroups: false);
            _openCL = new CLBackend(_context, least, CLDeviceVendor.Other, new CLCVersion(2, 0));
        }

        public (string Ptx, string OpenCL) Compile(System.Reflection.MethodInfo kernel)
        {
            var entry = Kernels.IsAutoGrouped(kernel) ? EntryPointDescription.FromImplicitlyGroupedKernel(kernel) : EntryPointDescription.FromExplicitlyGroupedKernel(kernel);
            return (((PTXCompiledKernel)_cuda.Compile(entry, KernelSpecialization.Empty)).PTXAssembly, ((CLCompiledKernel)_openCL.Compile(entry, KernelSpecialization.Empty)).Source);
        }

        public void Dispose()
        {
            _cuda.Dispose();
            _openCL.Dispose();
            _context.Dispose();
        }
    }
}
