using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeepLearning.Tensors;

namespace Benchmarks;

/// <summary>A file with every figure, one JSON object a line; nothing where no file was asked for.</summary>
internal sealed class JsonLines(string? file) : IDisposable
{
    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly StreamWriter? _writer = file is null ? null : new StreamWriter(file) { AutoFlush = true };

    public void Run(Options options, string width, double? peak, Peer? peer, IEnumerable<string> instructions) => Write(new JsonObject
    {
        ["kind"] = "run",
        ["time"] = DateTime.UtcNow.ToString("u"),
        ["processor"] = Machine.Processor,
        ["processors"] = Environment.ProcessorCount,
        ["system"] = Machine.System,
        ["device"] = Device.Default.Name,
        ["width"] = width,
        ["widest"] = Machine.WidestOfProcessor(),
        ["peak_gflops"] = Round(peak),
        ["seconds"] = options.Seconds,
        ["rounds"] = options.Rounds,
        ["peer"] = peer?.Name,
        ["peer_version"] = peer?.Version.ToString(),
        ["peer_instructions"] = Texts(instructions),
        ["peer_held_back_by"] = Texts(PeerInstructions.HeldBackBy()),
    });

    public void Row(int threads, Row row, IEnumerable<Figures> ours, Peer? peer) => Write(new JsonObject
    {
        ["kind"] = "workload",
        ["name"] = row.Name,
        ["threads"] = threads,
        ["ms_median"] = Round(row.Ours.Median),
        ["ms_min"] = Round(row.Ours.Min),
        ["n"] = row.Ours.Count,
        ["round_medians"] = Medians(ours),
        ["bytes_per_step"] = row.BytesPerStep,
        ["processors_of_others"] = Round(row.Others),
        ["gflop"] = row.Operations / 1e9,
        ["gflops"] = Round(row.Rate),
        ["ms_limit"] = Round(row.Limit),
        ["share_of_limit"] = Round(row.Share),
        ["peer"] = peer?.Name,
        ["peer_threads"] = peer?.Threads,
        ["peer_ms_median"] = Round(row.Theirs?.Median),
        ["peer_ms_min"] = Round(row.Theirs?.Min),
        ["peer_n"] = row.Theirs?.Count,
        ["peer_round_medians"] = peer is null ? null : Medians(peer.Rounds),
        ["ratio_of_medians"] = Round(row.MedianRatio),
        ["ratio_of_minima"] = Round(row.MinRatio),
    });

    public void Mean(int threads, int count, int disturbed, double medians, double minima) => Write(new JsonObject
    {
        ["kind"] = "mean",
        ["threads"] = threads,
        ["trainings"] = count,
        ["disturbed"] = disturbed,
        ["ratio_of_medians"] = Round(medians),
        ["ratio_of_minima"] = Round(minima),
    });

    public void Neighbour(string name, int threads, int cores, Figures one, Figures several) => Write(new JsonObject
    {
        ["kind"] = "neighbour",
        ["name"] = name,
        ["threads"] = threads,
        ["cores_taken"] = cores,
        ["ms_median_one"] = Round(one.Median),
        ["ms_min_one"] = Round(one.Min),
        ["ms_median"] = Round(several.Median),
        ["ms_min"] = Round(several.Min),
        ["ratio_of_medians"] = Round(one.Median / several.Median),
        ["ratio_of_minima"] = Round(one.Min / several.Min),
    });

    public void Figure(string name, double value, string unit) => Write(new JsonObject { ["kind"] = "figure", ["name"] = name, ["value"] = Round(value), ["unit"] = unit });

    public void Peak(double after) => Write(new JsonObject { ["kind"] = "end", ["peak_gflops"] = Round(after) });

    public void Losses(string name, int[] steps, long parameters, IEnumerable<double> losses, (long Parameters, double[] Losses)? theirs) =>
        Write(new JsonObject
        {
            ["kind"] = "losses",
            ["name"] = name,
            ["steps"] = Numbers(steps.Select(step => (double)step)),
            ["parameters"] = parameters,
            ["losses"] = Numbers(losses),
            ["peer_parameters"] = theirs?.Parameters,
            ["peer_losses"] = theirs is { } peer ? Numbers(peer.Losses) : null,
        });

    public void Dispose() => _writer?.Dispose();

    private void Write(JsonObject line) => _writer?.WriteLine(line.ToJsonString(s_options));

    private static JsonArray Medians(IEnumerable<Figures> rounds) => Numbers(rounds.Select(round => round.Median));

    private static JsonArray Numbers(IEnumerable<double> numbers) => [.. numbers.Select(number => (JsonNode)Math.Round(number, 5))];

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];

    private static double? Round(double? number) => number is { } value ? Math.Round(value, 5) : null;
}
