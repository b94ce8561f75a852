using System.Diagnostics;
using Benchmarks;

namespace DeepLearning.Tests.Benchmarking;

/// <summary>What the benchmarks say, apart from times.</summary>
public class BenchmarkTests
{
    private static readonly string[] s_known = ["mnist-mlp", "gemm-64", "gemm-256", "gemm-4096", "neighbour-lstm"];

    [Theory]
    [InlineData("'--fast' is not an option.", "--fast")]
    [InlineData("There is no workload 'gem'; there are mnist-mlp, gemm-64,", "--only", "gem")]
    [InlineData("'--only' needs a value.", "--only", "--peer")]
    [InlineData("'--seconds' needs a number above 0, not '0'.", "--seconds", "0")]
    [InlineData("'--rounds' needs a whole number from 3 to 1000, not '2'.", "--rounds", "2")]
    [InlineData("'--threads' needs a whole number from 1 to 64, not 'two'.", "--threads", "1,two")]
    [InlineData("'--simd' knows no 'sse'; there are avx512, avx2, vector128, scalar.", "--simd", "sse")]
    [InlineData("'--peer' knows no 'jax'; there are libtorch, python.", "--peer", "jax")]
    public void A_wrong_option_is_named(string message, params string[] arguments) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Options.Parse(arguments, s_known)).Message);

    [Fact]
    public void Patterns_choose_workloads_in_their_own_order()
    {
        Assert.Equal(["mnist-mlp", "gemm-64", "gemm-256", "gemm-4096"], Options.Parse(["--only", "gemm-*,mnist-mlp"], s_known).Names);
        Assert.Equal(["mnist-mlp", "gemm-64", "gemm-256", "neighbour-lstm"], Options.Parse([], s_known).Names);
        Assert.Equal(["mnist-mlp", "gemm-64", "gemm-256", "gemm-4096"], Options.Parse(["--device", "gpu"], s_known).Names);
    }

    [Fact]
    public void A_peer_may_be_named_or_not()
    {
        Assert.Equal("newest", Options.Parse(["--peer", "--threads", "1,2,1"], s_known).Peer);
        Assert.Equal("python", Options.Parse(["--peer", "python"], s_known).Peer);
        Assert.Equal([1, 2], Options.Parse(["--peer", "--threads", "1,2,1"], s_known).Threads);
    }

    // By hand, in millions of multiply-adds: 60 · (784 · 89 · 2 + 89 · 10 · 3) for the digits; 60 · 784 · 25 · 16 · 2 + 60 · 12544 · 10 · 3
    // for the convolution; 800 · (256 · 4 · 256 + 256 · 62) · 3 for the LSTM, whose input is one-hot.
    [Theory]
    [InlineData("mnist-mlp", 8.53332)]
    [InlineData("conv-1layer", 60.2112)]
    [InlineData("lstm", 667.2384)]
    [InlineData("gemm-64", 0.262144)]
    public void The_operations_that_a_step_needs_are_counted(string name, double millions) =>
        Assert.Equal(2e6 * millions, Workloads.All[name].Operations, 1e-6 * millions);

    [Fact]
    public void Every_side_has_every_workload()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Benchmarks.Torch", "Workloads.cs"))) folder = folder.Parent!;
        var torch = File.ReadAllText(Path.Combine(folder.FullName, "Benchmarks.Torch", "Workloads.cs"));
        var python = File.ReadAllText(Path.Combine(folder.FullName, "Benchmarks", "peers.py"));
        foreach (var name in Workloads.All.Keys) Assert.Contains($"[\"{name}\"] = ", torch);
        foreach (var name in Workloads.All.Keys.Where(name => Workloads.All[name].Kind != Kind.Product))
            Assert.Contains($"\"{name}\": ", python);
        var sizes = Workloads.All.Keys.Where(name => Workloads.All[name].Kind == Kind.Product).Select(name => name["gemm-".Length..]);
        Assert.Contains($"for n in ({string.Join(", ", sizes)})", python);
    }

    [Fact]
    public void The_mean_is_geometric_and_over_trainings_alone()
    {
        Row[] rows = [Row("a", Kind.Training, 2), Row("b", Kind.Training, 8), Row("c", Kind.Variant, 100), Row("d", Kind.Product, 100)];
        Assert.Equal(4, Benchmarks.Row.Mean(rows, row => row.MedianRatio)!.Value, 1e-12);
        Assert.Null(Benchmarks.Row.Mean(rows[2..], row => row.MedianRatio));
        Assert.Null(Benchmarks.Row.Mean([rows[0] with { Theirs = null }], row => row.MedianRatio));
    }

    [Fact]
    public void The_share_of_the_limit_is_taken_in_the_minimum()
    {
        // 2·10⁹ operations take 20 ms at 100 GFLOP/s; the shortest step took 25.
        var row = new Row("a", Kind.Training, 2e9, 100, new Figures(40, 25, 3), null, 0, 0);
        Assert.Equal((20, 0.8, 80), (row.Limit!.Value, row.Share!.Value, row.Rate));
    }

    [Fact]
    public void Others_had_what_was_busy_without_us()
    {
        Assert.Equal(TimeSpan.FromSeconds(3), Load.Busy("cpu  100 20 150 9000 77 10 15 5 50 0"));
        var before = new Load(0, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
        var after = new Load(Stopwatch.Frequency * 2, TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(12));
        Assert.Equal((2, 0.5), after.Since(before));
        Assert.Equal((2, 0.5), (after with { Machine = null }).Since(before));
    }

    [Fact]
    public void Figures_are_the_middle_and_the_smallest() => Assert.Equal(new Figures(2, 1, 4), Figures.Of([3, 1, 4, 2]));

    private static Row Row(string name, Kind kind, double ratio) =>
        new(name, kind, 1e9, 100, new Figures(10, 5, 9), new Figures(10 * ratio, 5 * ratio, 9), 0, 0);
}
