using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Benchmarks;

/// <summary>How a peer is started.</summary>
/// <param name="Program">A program on the path or its file.</param>
/// <param name="Arguments">What it is given before the number of threads and the device.</param>
internal sealed record PeerCommand(string Program, params string[] Arguments);

/// <summary>PyTorch in a process of its own, which measures when it is told to: one order a line, one JSON object as the answer.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly List<Figures> _rounds = [];

    /// <summary>Starts it with so many threads.</summary>
    /// <exception cref="PeerException">It does not run here; the message says why.</exception>
    public Peer(PeerCommand command, int threads, string device, bool verbose = false)
    {
        var count = threads.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(command.Program, [.. command.Arguments, count, device])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // PyTorch's own setting does not reach every library that it multiplies with: Debian's OpenBLAS would take all cores for a product.
        foreach (var library in (string[])["OMP", "MKL", "OPENBLAS"]) start.Environment[library + "_NUM_THREADS"] = count;
        // What these libraries say of themselves in their first call.
        foreach (var library in (string[])["MKL", "ONEDNN", "DNNL"]) start.Environment[library + "_VERBOSE"] = verbose ? "1" : "0";
        try
        {
            _process = Process.Start(start) ?? throw new PeerException($"'{command.Program}' did not start.");
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new PeerException($"'{command.Program}' does not start: {error.Message}");
        }
        _errors = _process.StandardError.ReadToEndAsync();
        try
        {
            var answer = Ask("version");
            Name = answer.GetProperty("peer").GetString()!;
            Version = System.Version.Parse(answer.GetProperty("version").GetString()!.Split('+')[0].Split('a')[0]);
            Threads = answer.GetProperty("threads").GetInt32();
            Vectors = answer.GetProperty("vectors").GetString();
            Products = answer.GetProperty("products").GetString();
        }
        catch (PeerException)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Which peer in which version.</summary>
    public string Name { get; }

    public Version Version { get; }

    /// <summary>How many threads it says it has.</summary>
    public int Threads { get; }

    /// <summary>Which vectors its own kernels use, where it tells.</summary>
    public string? Vectors { get; }

    /// <summary>Whose kernels it multiplies matrices with, where that is known.</summary>
    public string? Products { get; }

    /// <summary>What it measured since <see cref="Prepare"/>, round by round.</summary>
    public IReadOnlyList<Figures> Rounds => _rounds;

    /// <summary>Lines that its libraries have written about themselves; only when it was started to do so.</summary>
    public List<string> Remarks { get; } = [];

    public void Prepare(string workload, double seconds)
    {
        _rounds.Clear();
        Ask($"prepare {workload} {Text(seconds)}");
    }

    public void Round(double seconds) => _rounds.Add(Read(Ask($"round {Text(seconds)}")));

    /// <summary>All rounds together.</summary>
    public Figures Report() => Read(Ask("report"));

    /// <summary>How many numbers the workload trains, and its losses after so many steps.</summary>
    public (long Parameters, double[] Losses) Losses(string workload, IEnumerable<int> steps)
    {
        var answer = Ask($"losses {workload} {string.Join(',', steps)}");
        var losses = answer.GetProperty("losses").EnumerateArray().Select(loss => loss.GetDouble());
        return (answer.GetProperty("parameters").GetInt64(), [.. losses]);
    }

    /// <summary>Makes it multiply and convolve a little, so that its libraries speak.</summary>
    public void Exercise() => Ask("exercise");

    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended before it read its last order.
        }
        _process.WaitForExit();
        _process.Dispose();
    }

    private static Figures Read(JsonElement answer) =>
        new(answer.GetProperty("ms_median").GetDouble(), answer.GetProperty("ms_min").GetDouble(), answer.GetProperty("n").GetInt32());

    private JsonElement Ask(string order)
    {
        try
        {
            _process.StandardInput.WriteLine(order);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It has ended; what it said is below.
        }
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (!line.StartsWith('{'))
            {
                Remarks.Add(line);
                continue;
            }
            var answer = JsonDocument.Parse(line).RootElement;
            return answer.TryGetProperty("error", out var error) ? throw new PeerException(error.GetString()!) : answer;
        }
        // The last line of a Python's message says what went wrong.
        var last = _errors.GetAwaiter().GetResult().Trim().Split('\n')[^1];
        throw new PeerException(last.Length > 0 ? last : "its process ended without a word.");
    }

    private static string Text(double seconds) => seconds.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A peer does not run here.</summary>
internal sealed class PeerException(string message) : Exception(message);
