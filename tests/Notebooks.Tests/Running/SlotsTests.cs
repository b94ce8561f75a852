using Notebooks.Running;

namespace Notebooks.Tests.Running;

public sealed class SlotsTests : IDisposable
{
    private const long Gigabyte = 1_000_000_000;
    private readonly TestNotebooks _notebooks = new();

    public void Dispose() => _notebooks.Dispose();

    [Theory]
    [InlineData(1, 16, 1, null)] // alone, it uses what there is
    [InlineData(2, 16, 2, 1)]
    [InlineData(4, 16, 2, 2)]
    [InlineData(16, 64, 8, 2)]
    [InlineData(16, 5, 3, 5)] // memory for three
    [InlineData(4, 1, 1, null)] // never none
    public void Cores_and_memory_say_how_many_run_at_a_time(int cores, int gigabytes, int count, int? threads) =>
        Assert.Equal(new Slots(count, threads), Slots.Of(wanted: null, jobs: 14, cores, gigabytes * Gigabyte, fixedThreads: false));

    [Fact]
    public void The_reader_may_say_otherwise() =>
        Assert.Equal(new Slots(3, 1), Slots.Of(wanted: 3, jobs: 14, cores: 2, freeMemory: Gigabyte, fixedThreads: false));

    [Fact]
    public void No_more_run_at_a_time_than_there_are() =>
        Assert.Equal(new Slots(1, null), Slots.Of(wanted: null, jobs: 1, cores: 16, freeMemory: 64 * Gigabyte, fixedThreads: false));

    [Fact]
    public void Threads_that_the_reader_has_set_stay() =>
        Assert.Equal(new Slots(2, null), Slots.Of(wanted: null, jobs: 14, cores: 2, freeMemory: 16 * Gigabyte, fixedThreads: true));

    [Fact]
    public void This_machine_runs_at_least_one() => Assert.InRange(Slots.OfThisMachine(wanted: null, jobs: 14).Count, 1, 14);

    [Fact]
    public void What_promises_to_run_longest_begins_first()
    {
        string[] paths =
        [
            _notebooks.Add("1.ipynb", "// | **How long it runs** | about 5 seconds on two CPU cores |"),
            _notebooks.Add("2.ipynb", "1"),
            _notebooks.Add("3.ipynb", "// **You need** chapter 2. **It runs** for about 45 seconds on two CPU cores."),
            _notebooks.Add("4.ipynb", "// | **How long it runs** | about ten seconds |"),
            Path.Combine(_notebooks.Folder, "gone.ipynb"),
        ];
        var jobs = paths.Select(path => new NotebookJob(path, null, Compare: false, TimeSpan.FromSeconds(1)));
        Assert.Equal(["3", "2", "4", "gone", "1"], PromisedTime.LongestFirst(jobs).Select(job =>
            Path.GetFileNameWithoutExtension(job.Path)));
    }
}
