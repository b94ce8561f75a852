using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Benchmarks;

/// <summary>PyTorch in a process of its own, which measures when it is told to.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process _process;

    public Peer(int threads, string device)
    {
        var start = new ProcessStartInfo(Python(device)) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "peers.py"));
        start.ArgumentList.Add(threads.ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add(device);
        // PyTorch's own setting does not reach Debian's OpenBLAS, which would take all cores for a product whatever the number of threads.
        start.Environment["OPENBLAS_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        _process = Process.Start(start) ?? throw new InvalidOperationException("Python did not start.");
        var version = Ask("version");
        (Name, Products) = (version.GetProperty("peer").GetString()!, version.GetProperty("products").GetString());
    }

    /// <summary>Which peer in which version.</summary>
    public string Name { get; }

    /// <summary>Whose kernels it multiplies matrices with, where that is known.</summary>
    public string? Products { get; }

    public void Prepare(string workload, double seconds) => Ask($"prepare {workload} {Text(seconds)}");

    public void Measure(double seconds) => Ask($"measure {Text(seconds)}");

    public (double Median, double Min, int Count) Report()
    {
        var report = Ask("report");
        return (report.GetProperty("ms_median").GetDouble(), report.GetProperty("ms_min").GetDouble(), report.GetProperty("n").GetInt32());
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    // Debian's packages belong to the system's own Python, which need not be the first on the path. They know no graphics card: a torch that does is installed by hand.
    private static string Python(string device) => device == "cpu" && File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    private JsonElement Ask(string question)
    {
        _process.StandardInput.WriteLine(question);
        _process.StandardInput.Flush();
        var answer = _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("The PyTorch process ended; see its message above. It needs the Debian packages python3-torch, python3-numpy and libopenblas0.");
        return JsonDocument.Parse(answer).RootElement;
    }

    private static string Text(double seconds) => seconds.ToString(CultureInfo.InvariantCulture);
}
