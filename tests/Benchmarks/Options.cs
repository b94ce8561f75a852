using System.Globalization;

namespace Benchmarks;

/// <summary>The command line.</summary>
internal sealed record Options(IReadOnlyList<string> Names, double Seconds, int Threads, bool Json, bool Peer)
{
    public const string Usage =
        """
        Usage: dotnet run -c Release --project tests/Benchmarks -- [--only NAME[,NAME…]] [--seconds S] [--threads N] [--json] [--peer]

          --only NAMES   these workloads only
          --seconds S    how long each is measured (default 2)
          --threads N    threads for large operations (default: DL_THREADS, else the cores, at most 8)
          --json         one JSON object a line
          --peer         measure PyTorch on the same workloads in turns with ours, and print the ratio of the times;
                         needs a Python with torch: the Debian packages python3-torch, python3-numpy and libopenblas0
        """;

    public static Options Parse(string[] arguments, IReadOnlyCollection<string> known, int defaultThreads)
    {
        var (names, seconds, threads, json, peer) = (known.ToList(), 2.0, defaultThreads, false, false);
        for (var i = 0; i < arguments.Length; i++)
            switch (arguments[i])
            {
                case "--only": names = [.. Value(ref i).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]; break;
                case "--seconds": seconds = Number(ref i); break;
                case "--threads": threads = (int)Number(ref i); break;
                case "--json": json = true; break;
                case "--peer": peer = true; break;
                default: throw new ArgumentException($"'{arguments[i]}' is not an option.");
            }
        if (names.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw new ArgumentException($"There is no workload '{unknown}'; there are {string.Join(", ", known)}.");
        return new(names, seconds, threads, json, peer);

        string Value(ref int i) => ++i < arguments.Length ? arguments[i] : throw new ArgumentException($"'{arguments[i - 1]}' needs a value.");

        double Number(ref int i)
        {
            var text = Value(ref i);
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0
                ? number
                : throw new ArgumentException($"'{arguments[i - 1]}' needs a number above 0, not '{text}'.");
        }
    }
}
