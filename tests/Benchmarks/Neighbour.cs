using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Benchmarks;

/// <summary>Another process that keeps cores busy while it lives.</summary>
internal sealed class Neighbour : IDisposable
{
    /// <summary>The hidden first argument that makes this program the neighbour.</summary>
    public const string Argument = "--spin";

    /// <summary>Begins the names of rows that are measured beside it; a workload's name follows.</summary>
    public const string Prefix = "neighbour-";

    private readonly Process _process;

    /// <summary>Starts it on so many cores that <paramref name="threads"/> threads of ours have one core too few.</summary>
    public Neighbour(int threads)
    {
        Cores = Math.Max(1, Environment.ProcessorCount - threads + 1);
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet") start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        start.ArgumentList.Add(Argument);
        start.ArgumentList.Add(Cores.ToString(CultureInfo.InvariantCulture));
        _process = Process.Start(start)!;
        _process.StandardOutput.ReadLine();
    }

    /// <summary>The rows that there are: small and large pieces of work, and some with many of both.</summary>
    public static string[] Rows { get; } = [Prefix + "mnist-mlp", Prefix + "conv-2layer", Prefix + "lstm"];

    /// <summary>How many cores it takes.</summary>
    public int Cores { get; }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>The neighbour's own program: spins until its input ends, which it also does when whoever started it is gone.</summary>
    public static void Spin(int cores)
    {
        for (var i = 0; i < cores; i++)
            new Thread(() =>
            {
                var (turns, seen) = (0, 0);
                while (true) Volatile.Write(ref seen, turns++);
            })
            { IsBackground = true }.Start();
        Console.WriteLine("spinning");
        while (Console.Read() >= 0) { }
    }
}
