using DeepLearning.Tensors.Cpu;

namespace DeepLearning.Tests.Tensors.Cpu;

[Collection("Number of threads")]
public sealed unsafe class ParallelismTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void A_part_is_run_twice_or_not_at_all(int threads)
    {
        var counts = stackalloc int[9];
        using (new ThreadCount(threads))
            for (var round = 0; round < 2000; round++)
            {
                var parts = 1 + round % 9;
                new Span<int>(counts, 9).Clear();
                var job = new Count(counts);
                Parallelism.Run(ref job, parts);
                for (var i = 0; i < parts; i++) Assert.Equal(1, counts[i]);
            }
    }

    private readonly struct Count(int* counts) : IParts
    {
        public void Run(int part) => Interlocked.Increment(ref counts[part]);
    }
}
