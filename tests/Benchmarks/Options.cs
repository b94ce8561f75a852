using System.Globalization;
using System.IO.Enumeration;

namespace Benchmarks;

/// <summary>The command line.</summary>
internal sealed record Options
{
    public const string Usage =
        """
        Usage: dotnet run -c Release --project tests/Benchmarks -- [OPTIONS]

        Measures training steps and products of matrices, and with --peer the same ones in PyTorch, in turns.

          --only NAMES    these only, separated by commas; * stands for anything: --only 'mnist-mlp,gemm-*'. gemm-2048 and larger are measured
                          by default on a graphics card only. neighbour-… compares two threads with one beside a process that takes a core
          --threads N     how many threads, or several numbers one after the other: --threads 1,2
                          (default: DL_THREADS, else the cores, at most 8)
          --seconds S     how long each side of a workload is measured, all rounds together (default 2)
          --rounds N      in how many rounds, ours and the peer's in turns (default 5, at least 3)
          --peer [WHICH]  measure a peer too: libtorch (through TorchSharp; tests/Benchmarks.Torch), python (Python's torch), or, when
                          nothing is named, the newest that there is; what is missing for one is said
          --losses        measure nothing; show how the losses of both sides fall, to see that they do the same work
          --simd WIDTH    avx512, avx2, vector128 or scalar: the vectors of our side (default: the widest that the machine has)
          --device D      cpu (default); gpu: the best graphics card, which is compared with the processor first, and whose launches and
                          transfers are timed, too; simulated: its kernels on the processor, thousands of times slower, to see that
                          they run. On a gpu the peer is a "python3" whose torch has CUDA (single precision, no TF32)
          --json FILE     also write every figure to FILE, one JSON object a line
          --help          this text

        tests/Benchmarks/README.md says what the columns mean and how to get a peer.
        """;

    private const int FewestRounds = 3, MostThreads = 64;
    private static readonly string[] s_devices = ["cpu", "gpu", "simulated"];

    public IReadOnlyList<string> Names { get; private init; } = [];

    public string Device { get; private init; } = "cpu";

    public double Seconds { get; private init; } = 2;

    public int Rounds { get; private init; } = 5;

    /// <summary>Numbers of threads; none means the library's default.</summary>
    public IReadOnlyList<int> Threads { get; init; } = [];

    public string? Simd { get; private init; }

    /// <summary>Which peer is wanted: one of <see cref="PeerFinder.Kinds"/>, <c>newest</c>, or null for none.</summary>
    public string? Peer { get; private init; }

    public bool Losses { get; private init; }

    public string? Json { get; private init; }

    public bool Help { get; private init; }

    /// <summary>Reads the command line.</summary>
    /// <exception cref="ArgumentException">Something in it makes no sense; the message says what.</exception>
    public static Options Parse(string[] arguments, IReadOnlyCollection<string> known)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var options = new Options();
        string[] patterns = [];
        for (var i = 0; i < arguments.Length; i++)
        {
            var option = arguments[i];
            switch (option)
            {
                case "--only": patterns = Value().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries); break;
                case "--device": options = options with { Device = OneOf(s_devices) }; break;
                case "--simd": options = options with { Simd = OneOf(Machine.Widths) }; break;
                case "--seconds": options = options with { Seconds = Number() }; break;
                case "--rounds": options = options with { Rounds = Whole(Value(), FewestRounds, 1000) }; break;
                case "--threads":
                    options = options with { Threads = [.. Value().Split(',').Select(n => Whole(n, 1, MostThreads)).Distinct()] };
                    break;
                case "--json": options = options with { Json = Value() }; break;
                case "--losses": options = options with { Losses = true }; break;
                case "--peer": options = options with { Peer = HasValue() ? OneOf(PeerFinder.Kinds) : PeerFinder.Newest }; break;
                case "--help" or "-h" or "-?": options = options with { Help = true }; break;
                default: throw new ArgumentException($"'{option}' is not an option.");
            }

            bool HasValue() => i + 1 < arguments.Length && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal);

            string Value() => HasValue() ? arguments[++i] : throw new ArgumentException($"'{option}' needs a value.");

            string OneOf(string[] choices)
            {
                var value = Value();
                return choices.Contains(value)
                    ? value
                    : throw new ArgumentException($"'{option}' knows no '{value}'; there are {string.Join(", ", choices)}.");
            }

            double Number()
            {
                var text = Value();
                var read = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
                return read && number > 0 && double.IsFinite(number)
                    ? number
                    : throw new ArgumentException($"'{option}' needs a number above 0, not '{text}'.");
            }

            int Whole(string text, int least, int most) =>
                int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                    ? number
                    : throw new ArgumentException($"'{option}' needs a whole number from {least} to {most}, not '{text}'.");
        }
        return options with { Names = Select(patterns, known, options.Device) };
    }

    private static string[] Select(string[] patterns, IReadOnlyCollection<string> known, string device)
    {
        if (patterns.Length == 0)
        {
            // The neighbour takes a core of the processor; the largest products take the processor seconds.
            return [.. known.Where(name => device == "cpu"
                ? name is not ("gemm-2048" or "gemm-4096" or "gemm-8192")
                : !name.StartsWith(Neighbour.Prefix, StringComparison.Ordinal))];
        }
        foreach (var pattern in patterns)
            if (!known.Any(name => FileSystemName.MatchesSimpleExpression(pattern, name)))
                throw new ArgumentException($"There is no workload '{pattern}'; there are {string.Join(", ", known)}.");
        return [.. known.Where(name => patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name)))];
    }
}
