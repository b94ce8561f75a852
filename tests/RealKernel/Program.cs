using System.Diagnostics;
using System.Globalization;
using RealKernel;

// Runs notebooks under the C# kernel of .NET Interactive itself, each in a process of its own, two side by side, and compares what they show with what
// they were committed with. Arguments: notebooks; none: all of the book. --tool PROGRAM before them: under dotnet-interactive instead, the program that
// brings this kernel. The exit code is 0 when all agree.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string? tool = null;
if (args is ["--tool", var program, .. var others]) (tool, args) = (Path.GetFullPath(program), others);
if (args is ["--one", var one])
{
    var differences = await new ChapterRun(one, tool is null ? () => new KernelCells() : () => new ToolCells(tool)).Run();
    foreach (var line in differences) Console.Out.WriteLine(line);
    Console.Out.Flush();
    Environment.Exit(differences.Count == 0 ? 0 : 1);
}

string[] files = args.Length > 0 ? args
    : [.. new[] { "notebooks", "notebooks/solutions", "notebooks/extras" }.SelectMany(folder => Directory.EnumerateFiles(folder, "*.ipynb")).Order(StringComparer.Ordinal)];
int passed = 0, failed = 0;
// The tour shows our host, and the lab in TorchSharp needs half a gigabyte, which a CI step of its own fetches.
string[] exempt = ["host-tour.ipynb", "lab-in-torchsharp.ipynb"];
files = [.. files.Where(file => !exempt.Contains(Path.GetFileName(file)))];
await Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (file, stop) =>
{
    var clock = Stopwatch.StartNew();
    string[] self = Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? [typeof(ChapterRun).Assembly.Location] : [];
    var start = new ProcessStartInfo(Environment.ProcessPath!, [.. self, .. tool is null ? Array.Empty<string>() : ["--tool", tool], "--one", file])
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
