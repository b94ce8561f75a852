namespace DeepLearning.Exercises.Tests;

public sealed class ProgressTests : IDisposable
{
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory().FullName, ".progress.json");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    [Fact]
    public void What_was_passed_is_remembered_once()
    {
        Progress.Record("01.1", _path);
        Progress.Record("01.1", _path);
        Assert.Equal(["01.1"], Progress.Load(_path));
        Assert.Equal([_path], Directory.GetFiles(Path.GetDirectoryName(_path)!));
    }

    [Fact]
    public void A_damaged_file_is_set_aside_and_not_lost()
    {
        File.WriteAllText(_path, "[\"01.1\"");
        Assert.Empty(Progress.Load(_path));
        Assert.Equal("[\"01.1\"", File.ReadAllText(_path + ".damaged"));
    }

    [Fact]
    public void A_folder_that_takes_no_progress_spoils_no_answer() =>
        Progress.Record("01.1", Path.Combine(_path, "nowhere", ".progress.json"));

    [Fact]
    public void The_view_ticks_what_is_done()
    {
        var progress = new Progress(new HashSet<string> { "01.1" });
        Assert.Contains("✓01.1", progress.ToString());
        Assert.Contains("✓ 01.1</span>", progress.ToHtml());
        Assert.StartsWith("Chapter 1: 1 of ", progress.ToString());
        Assert.Contains("\nAppendix A: 0 of ", progress.ToString());
    }
}
