using System.Text.Json.Nodes;
using DeepLearning.Tensors;

namespace Benchmarks;

/// <summary>What is printed, as a table or as JSON.</summary>
internal static class Report
{
    public static void Header(Options options, Peer? peer)
    {
        var where = options.Device == "cpu" ? $"{options.Threads} thread{(options.Threads == 1 ? "" : "s")}" : Device.Default.Name;
        Console.WriteLine($"{where}, {options.Seconds} s each; times of one step in milliseconds");
        if (peer?.Products is { } products)
        {
            // Chosen by somebody else, they may be slower than PyTorch's own choice.
            var forced = Environment.GetEnvironmentVariable("OPENBLAS_CORETYPE") is { Length: > 0 };
            Console.WriteLine($"PyTorch multiplies matrices with {products}{(forced ? ", because OPENBLAS_CORETYPE says so; without it, it would choose for itself" : "")}");
        }
        Console.WriteLine($"{"workload",-20} {"median",10} {"min",10} {"steps",8} {"bytes/step",11}{(peer is null ? "" : $"   {peer.Name}: {"median",10} {"min",10} {"ratio",7}")}");
    }

    public static void Line(Options options, string name, Timings ours, Peer? peer)
    {
        var theirs = peer?.Report();
        if (options.Json)
        {
            var line = new JsonObject
            {
                ["name"] = name,
                ["device"] = Device.Default.Name,
                ["threads"] = options.Threads,
                ["ms_median"] = Round(ours.Median),
                ["ms_min"] = Round(ours.Min),
                ["n"] = ours.Count,
                ["bytes_per_step"] = ours.BytesPerStep,
            };
            if (theirs is { } t)
            {
                line["peer"] = peer!.Name;
                line["peer_products"] = peer.Products;
                line["peer_ms_median"] = Round(t.Median);
                line["peer_ms_min"] = Round(t.Min);
                line["ratio"] = Math.Round(t.Median / ours.Median, 2);
            }
            Console.WriteLine(line.ToJsonString());
            return;
        }
        var text = $"{name,-20} {ours.Median,10:F4} {ours.Min,10:F4} {ours.Count,8} {ours.BytesPerStep,11}";
        if (theirs is { } other) text += $"   {new string(' ', peer!.Name.Length)}  {other.Median,10:F4} {other.Min,10:F4} {other.Median / ours.Median,7:F2}";
        Console.WriteLine(text);
    }

    public static void Roofline(Options options, double peak, Dictionary<string, double> gigaflops)
    {
        if (options.Json)
        {
            var line = new JsonObject { ["name"] = "roofline", ["threads"] = options.Threads, ["peak_gflops"] = Math.Round(peak, 1) };
            foreach (var (name, rate) in gigaflops) line[name] = Math.Round(rate, 1);
            Console.WriteLine(line.ToJsonString());
            return;
        }
        Console.WriteLine($"roofline: {peak:F0} GFLOP/s of multiply-adds in registers; " +
            string.Join(", ", gigaflops.Select(g => $"{g.Key} reaches {g.Value:F0} ({g.Value / peak:P0})")));
    }

    /// <summary>What the products reach where nothing tells how much the device can do.</summary>
    public static void Rates(Options options, Dictionary<string, double> gigaflops)
    {
        if (options.Json)
        {
            var line = new JsonObject { ["name"] = "gflops", ["device"] = Device.Default.Name };
            foreach (var (name, rate) in gigaflops) line[name] = Math.Round(rate, 1);
            Console.WriteLine(line.ToJsonString());
            return;
        }
        Console.WriteLine("GFLOP/s: " + string.Join(", ", gigaflops.Select(g => $"{g.Key} {g.Value:N0}")));
    }

    private static double Round(double milliseconds) => Math.Round(milliseconds, 5);
}
