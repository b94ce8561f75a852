namespace DeepLearning.Gpu.Emulation;

/// <summary>A kernel did, or contains, what a graphics card would punish with wrong numbers, a crash, or a refusal to compile.</summary>
/// <param name="message">Kernel, item, view and index, and what to do about it.</param>
public sealed class KernelException(string message) : Exception(message);
