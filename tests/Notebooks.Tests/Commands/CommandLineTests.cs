using System.Diagnostics;
using System.Globalization;
using Notebooks.Running;

namespace Notebooks.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly TestNotebooks _notebooks = new();

    public void Dispose() => _notebooks.Dispose();

    [Fact]
    public async Task Run_executes_a_folder_in_order_and_ends_with_the_counts()
    {
        _notebooks.Add("notebooks/02-b.ipynb", "throw new Exception(\"boom\");");
        _notebooks.Add("notebooks/01-a.ipynb", "1");
        _notebooks.Add("notebooks/solutions/03-c.ipynb", "1");
        var (code, lines, _) = await Start("run", "--out", "out", "--parallel", "1");
        Assert.Equal(1, code);
        Assert.Matches(@"^passed  notebooks.01-a\.ipynb  \d+\.\d s(  \d+ MB)?$", lines[0]);
        Assert.Matches(@"^FAILED  notebooks.02-b\.ipynb  \d+\.\d s(  \d+ MB)?$", lines[1]);
        Assert.Contains("Exception: boom", lines);
        Assert.Equal("1 passed, 1 failed", lines[^1]);
        // The copy of the one that failed shows where.
        Assert.Equal(["01-a.ipynb",
            "02-b.ipynb"], Directory.GetFiles(Path.Combine(_notebooks.Folder, "out")).Select(Path.GetFileName).Order());
        Assert.Contains("\"evalue\": \"boom\"", File.ReadAllText(Path.Combine(_notebooks.Folder, "out", "02-b.ipynb")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notebooks_run_side_by_side_and_their_lines_stay_whole()
    {
        foreach (var (mine, other) in new[] { ("a", "b"), ("b", "a") })
        {
            _notebooks.Add($"{mine}.ipynb", $$"""
                File.WriteAllText("{{mine}}.txt", "");
                for (var i = 0; i < 600 && !File.Exists("{{other}}.txt"); i++) System.Threading.Thread.Sleep(100);
                if (!File.Exists("{{other}}.txt")) throw new Exception("alone");
                if ("{{mine}}" == "b") throw new Exception("boom");
                """);
        }
        var (code, lines, _) = await Start("run", "a.ipynb", "b.ipynb", "--parallel", "2");
        Assert.Equal((1, "1 passed, 1 failed"), (code, lines[^1]));
        Assert.Single(lines, line => line.StartsWith("passed  a.ipynb  ", StringComparison.Ordinal));
        var failed = Array.FindIndex(lines, line => line.StartsWith("FAILED  b.ipynb  ", StringComparison.Ordinal));
        Assert.Equal(["b.ipynb: cell 1 failed.", "Exception: boom"], lines[(failed + 1)..(failed + 3)]);
    }

    [Fact]
    public async Task Check_compares_executed_copies_without_executing_again()
    {
        _notebooks.Add("a.ipynb", "Console.WriteLine(File.ReadAllText(\"word.txt\"));");
        _notebooks.Write("word.txt", "one");
        Assert.Equal(0, (await Start("run", "a.ipynb", "--in-place")).Code);
        Assert.Equal(0, (await Start("run", "a.ipynb", "--out", "same")).Code);
        _notebooks.Write("word.txt", "two");
        Assert.Equal(0, (await Start("run", "a.ipynb", "--out", "other")).Code);
        File.Delete(Path.Combine(_notebooks.Folder, "word.txt"));

        Assert.Equal(["passed  a.ipynb", "1 passed, 0 failed"], (await Start("check", "a.ipynb", "--executed", "same")).Lines);
        var (code, lines, _) = await Start("check", "a.ipynb", "--executed", "other");
        Assert.Equal((1, "FAILED  a.ipynb", "  now:       two"), (code, lines[0], lines[3]));
        (code, lines, _) = await Start("check", "a.ipynb", "--executed", "nowhere");
        Assert.Equal((1, $"{Path.Combine("nowhere", "a.ipynb")}: no such file. Write it with: run a.ipynb --out nowhere"),
            (code, lines[1]));
    }

    [Fact]
    public async Task The_environment_is_passed_on_and_the_console_of_a_cell_has_no_input()
    {
        _notebooks.Add("a.ipynb",
            "if (Environment.GetEnvironmentVariable(\"DL_FULL\") != \"1\" || Console.ReadLine() != null) throw new Exception();");
        var (code, lines, _) = await Start("run", "a.ipynb");
        Assert.Equal("1 passed, 0 failed", lines[^1]);
        Assert.Equal(0, code);
    }

    [Theory]
    [InlineData("Environment.Exit(0);", "a.ipynb: cell 2 ended the process (exit code 0).")]
    [InlineData("Environment.FailFast(\"over\");", "a.ipynb: cell 2 ended the process (exit code ")]
    public async Task A_cell_that_ends_the_process_has_failed(string cell, string message)
    {
        _notebooks.Add("a.ipynb", "1", cell);
        var (code, lines, _) = await Start("run", "a.ipynb");
        Assert.Equal(1, code);
        Assert.StartsWith(message, lines[1], StringComparison.Ordinal);
        Assert.Equal("0 passed, 1 failed", lines[^1]);
    }

    [Fact]
    public async Task Check_fails_when_the_committed_outputs_are_others()
    {
        _notebooks.Add("a.ipynb", "5");
        var (code, lines, _) = await Start("check", "a.ipynb");
        Assert.Equal(1, code);
        Assert.Equal("0 passed, 1 failed", lines[^1]);
    }

    [Fact]
    public async Task Check_lets_numbers_differ_when_told_to()
    {
        var path = _notebooks.Add("a.ipynb", "Console.WriteLine($\"loss {0.5 + double.Parse(File.ReadAllText(\"more.txt\"))}\");");
        _notebooks.Write("more.txt", "0");
        Assert.Equal(0, (await Start("run", path, "--in-place")).Code);
        _notebooks.Write("more.txt", "0.015");
        Assert.Equal(0, (await Start("check", path, "--tolerance", "0.02")).Code);
        Assert.Equal(1, (await Start("check", path, "--tolerance", "0.01")).Code);
        Assert.Equal(1, (await Start("check", path)).Code);
    }

    [Fact]
    public async Task A_signal_ends_a_run_and_what_it_started_even_when_it_comes_twice()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Signals are sent with kill.");
        _notebooks.Add("a.ipynb", "while (true) { File.AppendAllText(\"ticks.txt\", \".\"); System.Threading.Thread.Sleep(50); }");
        using var process = Process.Start(Command("run", "a.ipynb"))!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await Ticks();
        for (var i = 0; i < 2; i++) Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]).Dispose();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal((128 + 15, ""), (process.ExitCode, await errors));
        for (long before = -1, now = 0; now != before; before = now, now = await Ticks())
            await Task.Delay(1000, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_kernel_ends_with_the_process_that_Jupyter_names()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There the parent is named by a handle.");
        _notebooks.Write("c.json", """{"ip":"127.0.0.1","transport":"tcp","shell_port":0,"iopub_port":0,"stdin_port":0,"control_port":0,"hb_port":0,"key":"k","signature_scheme":"hmac-sha256"}""");
        using var parent = Process.Start("sleep", "600");
        var start = Command("kernel", "start", "c.json");
        start.Environment["JPY_PARENT_PID"] = parent.Id.ToString(CultureInfo.InvariantCulture);
        using var kernel = Process.Start(start)!;
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        Assert.False(kernel.HasExited);
        parent.Kill();
        await kernel.WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(0, kernel.ExitCode);
    }

    [Theory]
    [InlineData("gone.ipynb: no such file or folder. Check the path and the folder you are in.", "run", "gone.ipynb")]
    [InlineData("notebooks: no such folder here. Run this in the repository's folder, or name the notebooks to run.", "run")]
    [InlineData("empty: no notebook (*.ipynb) in this folder.", "check", "empty")]
    [InlineData("--timeout soon: expected a number of seconds above 0.", "run", "--timeout", "soon")]
    [InlineData("--tolerance some: expected a number from 0 to below 1, such as 0.02.", "check", "--tolerance", "some")]
    [InlineData("--parallel 0: expected a number from 1 to 64.", "run", "--parallel", "0")]
    [InlineData("--out and --in-place exclude each other: say where to write, once.", "run", "--out", "x", "--in-place")]
    public async Task A_wrong_command_line_is_refused_with_the_reason(string message, params string[] arguments)
    {
        Directory.CreateDirectory(Path.Combine(_notebooks.Folder, "empty"));
        var (code, _, errors) = await Start(arguments);
        Assert.Equal(1, code);
        Assert.Equal(message, errors.Trim().Split('\n')[0].Trim());
    }

    private ProcessStartInfo Command(params string[] arguments)
    {
        var start = new ProcessStartInfo
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _notebooks.Folder
        };
        SelfCommand.Apply(start);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["DL_FULL"] = "1";
        return start;
    }

    private async Task<long> Ticks()
    {
        var file = new FileInfo(Path.Combine(_notebooks.Folder, "ticks.txt"));
        for (; !file.Exists; file.Refresh()) await Task.Delay(100, TestContext.Current.CancellationToken);
        return file.Length;
    }

    private async Task<(int Code, string[] Lines, string Errors)> Start(params string[] arguments)
    {
        using var process = Process.Start(Command(arguments))!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, (await output).TrimEnd().ReplaceLineEndings("\n").Split('\n'), await errors);
    }
}
