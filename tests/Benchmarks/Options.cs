using System.Globalization;

namespace Benchmarks;

/// <summary>The command line.</summary>
internal sealed record Options(IReadOnlyList<string> Names, string Device, double Seconds, int Threads, bool Json, bool Peer)
{
    public const string Usage =
        """
        Usage: dotnet run -c Release --project tests/Benchmarks -- [--device cpu|gpu|emulated] [--only NAME[,NAME…]] [--seconds S] [--threads N] [--json] [--peer]

          --device D     cpu (default); gpu: the best graphics card, for which lib/DeepLearning.Gpu must have been built; emulated: its
                         kernels on the processor, thousands of times slower, to see that they run
          --only NAMES   these workloads only; gemm-4096 is measured by default on a graphics card only
          --seconds S    how long each is measured (default 2)
          --threads N    threads for large operations (default: DL_THREADS, else the cores, at most 8)
          --json         one JSON object a line
          --peer         measure PyTorch on the same workloads in turns with ours, and print the ratio of the times;
                         needs a Python with torch: the Debian packages python3-torch, python3-numpy and libopenblas0;
                         on a graphics card, a "python3" on the path whose torch has CUDA (single precision, no TF32)
        """;

    private static readonly string[] s_devices = ["cpu", "gpu", "emulated"];

    public static Options Parse(string[] arguments, IReadOnlyCollection<string> known, int defaultThreads)
    {
        var (names, device, seconds, threads, json, peer) = (new List<string>(), "cpu", 2.0, defaultThreads, false, false);
        for (var i = 0; i < arguments.Length; i++)
            switch (arguments[i])
            {
                case "--device": device = Value(ref i); break;
                case "--only": names = [.. Value(ref i).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]; break;
                case "--seconds": seconds = Number(ref i); break;
                case "--threads": threads = (int)Number(ref i); break;
                case "--json": json = true; break;
                case "--peer": peer = true; break;
                default: throw new ArgumentException($"'{arguments[i]}' is not an option.");
            }
        if (names.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw new ArgumentException($"There is no workload '{unknown}'; there are {string.Join(", ", known)}.");
        if (!s_devices.Contains(device)) throw new ArgumentException($"'{device}' is not a device; there are {string.Join(", ", s_devices)}.");
        if (names.Count == 0) names = [.. known.Where(name => device == "gpu" || name != "gemm-4096")];
        return new(names, device, seconds, threads, json, peer);

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
