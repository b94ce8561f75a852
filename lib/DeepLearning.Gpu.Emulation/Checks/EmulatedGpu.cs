using ILGPU.Runtime;

namespace DeepLearning.Gpu.Emulation;

/// <summary>Makes emulated devices, for kernels of one's own.</summary>
public static class EmulatedGpu
{
    /// <summary>An accelerator that runs kernels on the processor, one item at a time.</summary>
    /// <param name="checks">Whether it looks for races and counts accesses, which makes it several times slower.</param>
    /// <param name="memory">How many bytes its buffers may take together.</param>
    public static Accelerator Create(bool checks = false, long memory = 4L << 30) => new(checks, memory);
}
