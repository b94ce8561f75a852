using System.Linq.Expressions;
using DeepLearning.Gpu.Checking;
using Device = DeepLearning.Tensors.Device;
using KernelSpecialization = ILGPU.Runtime.KernelSpecialization;

namespace DeepLearning.Gpu.Tests.Models;

/// <summary>Devices that run the library's kernels where there is no card.</summary>
internal static class Devices
{
    /// <summary>The kernel checker, which is the fastest of them.</summary>
    public static Device Checked { get; } = Of("checked gpu");

    public static Device Of(string name) => new(name, BackendOf());

    public static GpuBackend BackendOf() => new(Simulator.Accelerator, GpuTuning.Simulator, new KernelChecker(Simulator.Accelerator));
}

/// <summary>Launches that do nothing.</summary>
internal sealed class NoKernels : IKernelLoader
{
    public TLaunch Load<TLaunch>(Delegate kernel, KernelSpecialization specialization = default) where TLaunch : Delegate =>
        Expression.Lambda<TLaunch>(Expression.Empty(), typeof(TLaunch).GetMethod("Invoke")!.GetParameters().Select(parameter => Expression.Parameter(parameter.ParameterType))).Compile();
}
