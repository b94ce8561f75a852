using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;

namespace Gpu.Ilgpu;

/// <summary>Translates every kernel to PTX, the assembly language of NVIDIA's cards. That needs no card.</summary>
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
                var text = compiler.Compile(kernel);
                if (isVerbose) Console.WriteLine($"ok      {name,-70} {text.Split('\n').Length,6} lines of PTX{Spills(text)}");
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
        Console.WriteLine($"PTX for compute capability 8.0: {kernels.Count - failed} kernels compiled, {failed} failed");
        return failed;
    }

    private static string Spills(string text) => text.Contains(".local ", StringComparison.Ordinal) ? ", with local memory" : "";

    private sealed class Compiler : IDisposable
    {
        private readonly Context _context = Context.Create(builder => builder.DefaultCPU());
        private readonly PTXBackend _backend;

        public Compiler() => _backend = new PTXBackend(_context, new CudaCapabilityContext(CudaArchitecture.SM_80), CudaArchitecture.SM_80, CudaInstructionSet.ISA_80, null);

        public string Compile(System.Reflection.MethodInfo kernel)
        {
            var entry = Kernels.IsAutoGrouped(kernel) ? EntryPointDescription.FromImplicitlyGroupedKernel(kernel) : EntryPointDescription.FromExplicitlyGroupedKernel(kernel);
            return ((PTXCompiledKernel)_backend.Compile(entry, KernelSpecialization.Empty)).PTXAssembly;
        }

        public void Dispose()
        {
            _backend.Dispose();
            _context.Dispose();
        }
    }
}
