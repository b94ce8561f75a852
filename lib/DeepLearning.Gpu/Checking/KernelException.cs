namespace DeepLearning.Gpu.Checking;

/// <summary>A kernel did, or contains, what a graphics card would punish with wrong numbers, a crash, or a refusal to compile.</summary>
/// <param name="message">Kernel, item, view and index, and what to do about it.</param>
/// <param name="inner">What the kernel threw itself, if it did.</param>
public sealed class KernelException(string message, Exception? inner = null) : Exception(message, inner);
