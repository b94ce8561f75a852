namespace DeepLearning.Gpu;

/// <summary>Choices that depend on the device and not on the result.</summary>
/// <param name="RowItems">The most items that work on one row of a reduction together; a power of two.</param>
/// <param name="UsesTiles">Whether products go through tiles in shared memory.</param>
/// <param name="WaitsForUploads">Whether an upload waits until the device has the values. CUDA takes a copy of them at once; OpenCL reads the program's memory later.</param>
public sealed record GpuTuning(int RowItems, bool UsesTiles, bool WaitsForUploads = false)
{
    /// <summary>For graphics cards with CUDA.</summary>
    public static GpuTuning Card { get; } = new(256, UsesTiles: true);

    /// <summary>For ILGPU's simulator and the kernel checker, where one item is as fast as many, and a barrier costs far more than reading from memory twice.</summary>
    public static GpuTuning Simulator { get; } = new(1, UsesTiles: false);
}
