using DeepLearning.Tensors.Cpu;

namespace DeepLearning.Tests.Tensors.Cpu;

/// <summary>Sets the number of threads for the length of a test.</summary>
internal sealed class ThreadCount : IDisposable
{
    private readonly int _before = Parallelism.Threads;

    public ThreadCount(int threads) => Parallelism.Threads = threads;

    public void Dispose() => Parallelism.Threads = _before;
}
