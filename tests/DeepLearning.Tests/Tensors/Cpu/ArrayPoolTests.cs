using System.Runtime.CompilerServices;
using DeepLearning.Tensors;
using DeepLearning.Tensors.Cpu;

namespace DeepLearning.Tests.Tensors.Cpu;

public sealed class ArrayPoolTests
{
    private const int MegabyteOfFloats = 1 << 18;

    private readonly Clock _clock = new();

    [Fact]
    public void An_array_that_came_back_is_lent_again_for_the_same_length_only()
    {
        var pool = new ArrayPool(_clock);
        var array = pool.Rent(100);
        pool.Return(array);
        Assert.Equal(400, pool.SpareBytes);
        Assert.NotSame(array, pool.Rent(101));
        Assert.Same(array, pool.Rent(100));
        Assert.Equal(0, pool.SpareBytes);
    }

    [Fact]
    public void Trimming_lets_go_of_what_has_waited_for_a_second_and_keeps_the_rest()
    {
        var pool = new ArrayPool(_clock);
        var (old, other, young) = (pool.Rent(100), pool.Rent(7), pool.Rent(100));
        pool.Return(old);
        pool.Return(other);
        Trim(at: 1.0);
        Assert.Equal(4 * 107, pool.SpareBytes);
        pool.Return(young);
        Trim(at: 1.9);
        Assert.Equal(4 * 207, pool.SpareBytes);
        Trim(at: 2.0);
        Assert.Equal(400, pool.SpareBytes);
        Assert.Same(young, pool.Rent(100));
        Assert.NotSame(old, pool.Rent(100));
        Assert.NotSame(other, pool.Rent(7));

        void Trim(double at)
        {
            _clock.Seconds = at;
            pool.Trim();
        }
    }

    [Fact]
    public void One_that_was_cut_off_in_the_middle_starts_empty()
    {
        var pool = new ArrayPool(_clock);
        var array = pool.Rent(100);
        pool.Return(array);
        _clock.Fails = true;
        Assert.Throws<InvalidOperationException>(pool.Trim);
        _clock.Fails = false;
        Assert.NotSame(array, pool.Rent(100));
        Assert.Equal(0, pool.SpareBytes);
        pool.Return(array);
        Assert.Equal(400, pool.SpareBytes);
        Assert.Same(array, pool.Rent(100));
    }

    [Fact]
    public void Threads_share_it_and_never_an_array()
    {
        var pool = new ArrayPool(_clock);
        for (var i = 0; i < 8; i++) pool.Return(new float[100]);
        var failures = 0;
        var threads = Enumerable.Range(1, 4).Select(number => new Thread(() =>
        {
            for (var i = 0; i < 20_000; i++)
            {
                var array = pool.Rent(100);
                array[i % 100] = number;
                Thread.SpinWait(i % 7);
                if (array[i % 100] != number) Interlocked.Increment(ref failures);
                pool.Return(array);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Equal(0, failures);
        Assert.InRange(pool.SpareBytes, 0, 400 * (8 + 4));
    }

    [Fact]
    public void No_more_than_half_a_gigabyte_waits()
    {
        var pool = new ArrayPool(_clock);
        for (var i = 0; i < 600; i++) pool.Return(GC.AllocateUninitializedArray<float>(MegabyteOfFloats));
        Assert.Equal(512L << 20, pool.SpareBytes);
    }

    [Fact]
    public void A_full_collection_of_garbage_trims()
    {
        var pool = new ArrayPool(_clock);
        pool.Return(new float[100]);
        for (var i = 1; i <= 3; i++)
        {
            _clock.Seconds = i;
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.Equal(0, pool.SpareBytes);
    }

    [Fact]
    public void A_pool_that_nobody_uses_any_more_is_garbage_itself()
    {
        var pool = Forgotten();
        for (var i = 0; i < 3 && pool.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.False(pool.IsAlive);

        [MethodImpl(MethodImplOptions.NoInlining)]
        WeakReference Forgotten() => new(new ArrayPool(_clock));
    }

    [Fact]
    // a collection in the background misses what is dropped while it runs
    public void Tensors_that_are_dropped_without_a_scope_do_not_pile_up() =>
        Assert.InRange(MostAlive(() => Tensor.Zeros([20, MegabyteOfFloats])), 1, 20);

    // How many of 300 objects of 20 MB that nobody holds are there at a time.
    private static int MostAlive(Func<object> make)
    {
        var (made, most) = (new List<WeakReference>(), 0);
        for (var i = 0; i < 300; i++)
        {
            made.Add(new(make()));
            most = Math.Max(most, made.Count(one => one.IsAlive));
        }
        return most;
    }

    private sealed class Clock : TimeProvider
    {
        public double Seconds { get; set; }

        public bool Fails { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() =>
            Fails ? throw new InvalidOperationException("The clock stands still.") : (long)(1000 * Seconds);
    }
}
