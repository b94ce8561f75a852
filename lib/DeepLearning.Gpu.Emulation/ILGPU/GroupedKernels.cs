using DeepLearning.Gpu.Emulation;

namespace ILGPU.Runtime;

/// <summary>Makes launchers of kernels that know about groups.</summary>
public static class GroupedKernels
{
    /// <summary>A launcher that runs the kernel for every item of every group.</summary>
    /// <exception cref="KernelException">ILGPU would refuse the kernel.</exception>
    public static Action<KernelConfig, T1> LoadStreamKernel<T1>(this Accelerator accelerator, Action<T1> kernel)
        where T1 : struct
    {
        var loaded = LoadedKernel.Of(accelerator, kernel);
        return (config, p1) => loaded.RunGroups(config, () => kernel(p1), () => [p1]);
    }

    /// <summary>A launcher that runs the kernel for every item of every group.</summary>
    /// <exception cref="KernelException">ILGPU would refuse the kernel.</exception>
    public static Action<KernelConfig, T1, T2> LoadStreamKernel<T1, T2>(this Accelerator accelerator, Action<T1, T2> kernel)
        where T1 : struct where T2 : struct
    {
        var loaded = LoadedKernel.Of(accelerator, kernel);
        return (config, p1, p2) => loaded.RunGroups(config, () => kernel(p1, p2), () => [p1, p2]);
    }

    /// <summary>A launcher that runs the kernel for every item of every group.</summary>
    /// <exception cref="KernelException">ILGPU would refuse the kernel.</exception>
    public static Action<KernelConfig, T1, T2, T3> LoadStreamKernel<T1, T2, T3>(this Accelerator accelerator, Action<T1, T2, T3> kernel)
        where T1 : struct where T2 : struct where T3 : struct
    {
        var loaded = LoadedKernel.Of(accelerator, kernel);
        return (config, p1, p2, p3) => loaded.RunGroups(config, () => kernel(p1, p2, p3), () => [p1, p2, p3]);
    }

    /// <summary>A launcher that runs the kernel for every item of every group.</summary>
    /// <exception cref="KernelException">ILGPU would refuse the kernel.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4> LoadStreamKernel<T1, T2, T3, T4>(this Accelerator accelerator, Action<T1, T2, T3, T4> kernel)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct
    {
        var loaded = LoadedKernel.Of(accelerator, kernel);
        return (config, p1, p2, p3, p4) => loaded.RunGroups(config, () => kernel(p1, p2, p3, p4), () => [p1, p2, p3, p4]);
    }

    /// <summary>A launcher that runs the kernel for every item of every group.</summary>
    /// <exception cref="KernelException">ILGPU would refuse the kernel.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5> LoadStreamKernel<T1, T2, T3, T4, T5>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5> kernel)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct
    {
        var loaded = LoadedKernel.Of(accelerator, kernel);
        return (config, p1, p2, p3, p4, p5) => loaded.RunGroups(config, () => kernel(p1, p2, p3, p4, p5), () => [p1, p2, p3, p4, p5]);
    }

    /// <summary>A launcher that runs the kernel for every item of every group.</summary>
    /// <exception cref="KernelException">ILGPU would refuse the kernel.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6> LoadStreamKernel<T1, T2, T3, T4, T5, T6>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6> kernel)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct
    {
        var loaded = LoadedKernel.Of(accelerator, kernel);
        return (config, p1, p2, p3, p4, p5, p6) => loaded.RunGroups(config, () => kernel(p1, p2, p3, p4, p5, p6), () => [p1, p2, p3, p4, p5, p6]);
    }

    /// <summary>A launcher that runs the kernel for every item of every group.</summary>
    /// <exception cref="KernelException">ILGPU would refuse the kernel.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7> kernel)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct
    {
        var loaded = LoadedKernel.Of(accelerator, kernel);
        return (config, p1, p2, p3, p4, p5, p6, p7) => loaded.RunGroups(config, () => kernel(p1, p2, p3, p4, p5, p6, p7), () => [p1, p2, p3, p4, p5, p6, p7]);
    }

    /// <summary>A launcher that runs the kernel for every item of every group.</summary>
    /// <exception cref="KernelException">ILGPU would refuse the kernel.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8> kernel)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct
    {
        var loaded = LoadedKernel.Of(accelerator, kernel);
        return (config, p1, p2, p3, p4, p5, p6, p7, p8) => loaded.RunGroups(config, () => kernel(p1, p2, p3, p4, p5, p6, p7, p8), () => [p1, p2, p3, p4, p5, p6, p7, p8]);
    }

    /// <summary>A launcher that runs the kernel for every item of every group.</summary>
    /// <exception cref="KernelException">ILGPU would refuse the kernel.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9> kernel)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct
    {
        var loaded = LoadedKernel.Of(accelerator, kernel);
        return (config, p1, p2, p3, p4, p5, p6, p7, p8, p9) => loaded.RunGroups(config, () => kernel(p1, p2, p3, p4, p5, p6, p7, p8, p9), () => [p1, p2, p3, p4, p5, p6, p7, p8, p9]);
    }

    /// <summary>A launcher that runs the kernel for every item of every group.</summary>
    /// <exception cref="KernelException">ILGPU would refuse the kernel.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10> kernel)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct where T10 : struct
    {
        var loaded = LoadedKernel.Of(accelerator, kernel);
        return (config, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10) => loaded.RunGroups(config, () => kernel(p1, p2, p3, p4, p5, p6, p7, p8, p9, p10), () => [p1, p2, p3, p4, p5, p6, p7, p8, p9, p10]);
    }

    /// <summary>A launcher that runs the kernel for every item of every group.</summary>
    /// <exception cref="KernelException">ILGPU would refuse the kernel.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11> kernel)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct where T10 : struct where T11 : struct
    {
        var loaded = LoadedKernel.Of(accelerator, kernel);
        return (config, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11) => loaded.RunGroups(config, () => kernel(p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11), () => [p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11]);
    }

    /// <summary>A launcher that runs the kernel for every item of every group.</summary>
    /// <exception cref="KernelException">ILGPU would refuse the kernel.</exception>
    public static Action<KernelConfig, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> LoadStreamKernel<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12>(this Accelerator accelerator, Action<T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, T12> kernel)
        where T1 : struct where T2 : struct where T3 : struct where T4 : struct where T5 : struct where T6 : struct where T7 : struct where T8 : struct where T9 : struct where T10 : struct where T11 : struct where T12 : struct
    {
        var loaded = LoadedKernel.Of(accelerator, kernel);
        return (config, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12) => loaded.RunGroups(config, () => kernel(p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12), () => [p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11, p12]);
    }
}
