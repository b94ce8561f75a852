using System.Reflection;
using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.OpenCL;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ILGPU.Runtime.Cuda;
using ILGPU.Runtime.OpenCL;

namespace DeepLearning.Gpu.Checking;

/// <summary>Translates kernels into the languages of cards, as ILGPU does at their first launch there. That needs no card.</summary>
public sealed class KernelCompiler : IDisposable
{
    private readonly Context _context = Contexts.Create(builder => builder.DefaultCPU());

    /// <summary>The kernel in PTX, the assembly language of NVIDIA's cards, here for those since 2020 unless another is named.</summary>
    /// <exception cref="InternalCompilerException">ILGPU can't translate it.</exception>
    public string Ptx(Delegate kernel, CudaArchitecture? architecture = null)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        return Ptx(kernel.Method, architecture ?? CudaArchitecture.SM_80);
    }

    /// <inheritdoc cref="Ptx(Delegate, CudaArchitecture?)"/>
    public string Ptx(MethodInfo kernel, CudaArchitecture architecture)
    {
        using var backend = new PTXBackend(_context, new CudaCapabilityContext(architecture), architecture, CudaInstructionSet.ISA_80, null);
        return ((PTXCompiledKernel)backend.Compile(Entry(kernel), KernelSpecialization.Empty)).PTXAssembly;
    }

    /// <summary>The kernel in OpenCL C, for a card that has nothing beyond what ILGPU asks of every one.</summary>
    /// <exception cref="InternalCompilerException">ILGPU can't translate it.</exception>
    public string OpenCL(MethodInfo kernel)
    {
        var least = new CLCapabilityContext(float16: false, float64: false, genericAddressSpace: true, int64_Atomics: false, subGroups: false);
        using var backend = new CLBackend(_context, least, CLDeviceVendor.Other, new CLCVersion(2, 0));
        return ((CLCompiledKernel)backend.Compile(Entry(kernel), KernelSpecialization.Empty)).Source;
    }

    /// <inheritdoc/>
    public void Dispose() => _context.Dispose();

    private static EntryPointDescription Entry(MethodInfo kernel) => KernelLoader.IsAutoGrouped(kernel)
        ? EntryPointDescription.FromImplicitlyGroupedKernel(kernel)
        : EntryPointDescription.FromExplicitlyGroupedKernel(kernel);
}
