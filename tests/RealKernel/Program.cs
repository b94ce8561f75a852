using System.Diagnostics;
using System.Globalization;
using RealKernel;

// Runs notebooks under the C# kernel of .NET Interactive itself, each in a process of its own, two side by side, and compares what they show with what
// they were committed with. Arguments: notebooks; none: all of the book. The exit code is 0 when all agree.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["--one", var one])
{
    var differences = await new ChapterRun(one).Run();
    foreach (var line in differences) Console.Out.WriteLine(line);
    Console.Out.Flush();
    Environment.Exit(differences.Count == 0 ? 0 : 1);
}

string[] files = args.Length > 0 ? args
    : [.. new[] { "notebooks", "notebooks/solutions", "notebooks/extras" }.SelectMany(folder => Directory.EnumerateFiles(folder, "*.ipynb")).Order(StringComparer.Ordinal)];
int passed = 0, failed = 0;
// The tour shows what our host does; packages are what this kernel's host does, not the kernel.
files = [.. files.Where(file => !file.EndsWith("host-tour.ipynb", StringComparison.Ordinal) && !File.ReadAllText(file).Contains("#r \\\"nuget:", StringComparison.Ordinal))];
await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (file, stop) =>
{
    var clock = Stopwatch.StartNew();
    var start = new ProcessStartInfo(Environment.ProcessPath!, Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? [typeof(ChapterRun).Assembly.Location, "--one", file] : ["--one", file])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
    using var process = Process.Start(start)!;
    var errors = process.StandardError.ReadToEndAsync(stop);
    var output = await process.StandardOutput.ReadToEndAsync(stop);
    await process.WaitForExitAsync(stop);
    if (process.ExitCode == 0) Interlocked.Increment(ref passed);
    else Interlocked.Increment(ref failed);
    var told = process.ExitCode == 0 ? "" : output + (output.Length == 0 ? await errors : "");
    lock (files) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(process.ExitCode == 0 ? "passed" : "FAILED")}  {file}  {clock.Elapsed.TotalSeconds:0.0} s\n{told}").TrimEnd());
});
Console.WriteLine($"{passed} passed, {failed} failed");
return failed == 0 ? 0 : 1;
