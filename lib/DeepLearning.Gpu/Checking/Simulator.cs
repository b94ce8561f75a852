using ILGPU.Runtime;
using ILGPU.Runtime.CPU;

namespace DeepLearning.Gpu.Checking;

/// <summary>ILGPU's own accelerator on the processor, for which each work item is a thread: slow, and there on every machine.</summary>
public static class Simulator
{
    private static readonly Lazy<Accelerator> s_accelerator = new(Create);

    /// <summary>One for the whole program.</summary>
    public static Accelerator Accelerator => s_accelerator.Value;

    // Warps of 4 and groups of up to 64 items: every item of a group is a thread of the operating system, also where few are needed.
    private static CPUAccelerator Create()
    {
        var context = Contexts.Create(builder => builder.CPU(new CPUDevice(numThreadsPerWarp: 4, numWarpsPerMultiprocessor: 4, numMultiprocessors: 1)));
        return context.GetCPUDevice(0).CreateCPUAccelerator(context);
    }
}
