using System.Globalization;
using System.Text.Json;
using Benchmarks.Torch;
using TorchSharp;

// Answers the orders that ../Benchmarks/peers.py describes, in the same way.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [var count, "cpu"] || !int.TryParse(count, out var threads) || threads < 1)
{
    Console.Error.WriteLine("'dotnet run -c Release --project tests/Benchmarks -- --peer' starts this program, with a number of " +
        "threads and 'cpu'.");
    return 2;
}
if (Native.WhyNot() is { } reason)
{
    Answer(new { error = reason });
    return 1;
}
torch.set_num_threads(threads);
torch.set_num_interop_threads(1);
var (step, times) = ((Step?)null, new List<double>());
while (Console.ReadLine()?.Split(' ') is [var order, .. var arguments])
    switch (order)
    {
        case "version":
            Answer(new
            {
                peer = Native.Name,
                version = Native.Version,
                threads = torch.get_num_threads(),
                vectors = Native.Vectors(),
                products = (string?)null,
            });
            break;
        case "exercise":
            Workloads.Exercise();
            Answer(new { });
            break;
        case "losses":
            Answer(Workloads.Losses(arguments[0], [.. arguments[1].Split(',').Select(n => int.Parse(n, CultureInfo.InvariantCulture))]));
            break;
        case "prepare":
            step?.Dispose();
            (step, times) = (Workloads.Make(arguments[0]), []);
            Timing.Run(step.Run, Number(arguments[1]));
            Answer(new { });
            break;
        case "round":
            Timing.Run(step!.Run, Timing.Settling);
            var part = Timing.Run(step.Run, Number(arguments[0]));
            times.AddRange(part);
            Answer(Timing.Figures(part));
            break;
        case "report":
            Answer(Timing.Figures(times));
            break;
        default:
            Answer(new { error = $"'{order}' is no order" });
            break;
    }
return 0;

static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

static void Answer(object answer) => Console.WriteLine(JsonSerializer.Serialize(answer));
