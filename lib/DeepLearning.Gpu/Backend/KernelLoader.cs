using System.Reflection;
using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu;

/// <summary>Makes launchers of kernels.</summary>
public interface IKernelLoader
{
    /// <summary>A launcher: it takes the number of items, or of groups and items, and the kernel's arguments.</summary>
    TLaunch Load<TLaunch>(Delegate kernel, KernelSpecialization specialization = default) where TLaunch : Delegate;
}

/// <summary>Has ILGPU compile kernels for an accelerator and launch them on its default stream.</summary>
/// <param name="accelerator">The device.</param>
public sealed class KernelLoader(Accelerator accelerator) : IKernelLoader
{
    /// <summary>Whether ILGPU chooses the groups: the kernel's first parameter is the number of its item.</summary>
    public static bool IsAutoGrouped(MethodInfo kernel)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        return kernel.GetParameters()[0].ParameterType is var first && (first == typeof(Index1D) || first == typeof(Index2D) || first == typeof(Index3D));
    }

    /// <inheritdoc/>
    public TLaunch Load<TLaunch>(Delegate kernel, KernelSpecialization specialization = default) where TLaunch : Delegate
    {
        ArgumentNullException.ThrowIfNull(kernel);
        var isAuto = IsAutoGrouped(kernel.Method);
        var types = kernel.Method.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        // There is one loader for each number of parameters.
        var name = isAuto ? nameof(KernelLoaders.LoadAutoGroupedStreamKernel) : nameof(KernelLoaders.LoadStreamKernel);
        Type[] takes = isAuto ? [typeof(Accelerator)] : [typeof(Accelerator), typeof(KernelSpecialization)];
        var loader = typeof(KernelLoaders).GetMethods().Single(method => method.Name == name && method.GetGenericArguments().Length == types.Length
            && method.GetParameters() is var parameters && parameters.Length == takes.Length + 1 && takes.All(type => parameters.Any(parameter => parameter.ParameterType == type)));
        return (TLaunch)loader.MakeGenericMethod(types).Invoke(null, BindingFlags.DoNotWrapExceptions, null, isAuto ? [accelerator, kernel] : [accelerator, kernel, specialization], null)!;
    }
}
