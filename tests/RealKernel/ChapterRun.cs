using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Events;

namespace RealKernel;

/// <summary>One notebook under the kernel, from the notebook's own folder.</summary>
/// <param name="path">The notebook.</param>
/// <param name="kernel">Makes what runs its cells.</param>
internal sealed class ChapterRun(string path, Func<ICells> kernel)
{
    private const int MaxLines = 12;
    private readonly List<string> differences = [];
    private readonly List<(int Number, JsonArray Before, List<Output> After)> committed = [];

    /// <returns>What went wrong or differs, as lines; none when all is the same.</returns>
    public async Task<IReadOnlyList<string>> Run()
    {
        var cells = JsonNode.Parse(await File.ReadAllTextAsync(path))!["cells"]!.AsArray().Where(cell => Text(cell!["cell_type"]) == "code")
            .ToList();
        Directory.SetCurrentDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using var running = kernel();
        var displays = new Dictionary<string, Output>(StringComparer.Ordinal);
        for (var i = 0; i < cells.Count && differences.Count < MaxLines; i++)
        {
            var tags = cells[i]!["metadata"]?["tags"]?.AsArray().Select(Text).ToList() ?? [];
            if (tags.Contains("skip-execution")) continue;
            var (outputs, failure) = await Execute(running, Text(cells[i]!["source"]), displays);
            if (failure is not null && !tags.Contains("raises-exception"))
            {
                differences.Add($"{path}: cell {i + 1} failed: {failure}");
                return differences;
            }
            if (tags.Contains("volatile") || failure is not null) continue;
            committed.Add((i + 1, cells[i]!["outputs"]!.AsArray(), outputs));
        }
        // Compared at the end: a later cell may update what an earlier one showed.
        foreach (var (number, before, after) in committed) Compare(number, before, after);
        return differences;
    }

    private static async Task<(List<Output> Outputs, string? Failure)> Execute(ICells running, string code, Dictionary<string,
        Output> displays)
    {
        var outputs = new List<Output>();
        string? failure = null;
        await running.Run(code, produced =>
        {
            switch (produced)
            {
                case StandardOutputValueProduced text:
                    AddText(outputs, "stdout", text);
                    break;
                case StandardErrorValueProduced text:
                    AddText(outputs, "stderr", text);
                    break;
                case DisplayedValueUpdated update when displays.TryGetValue(update.ValueId, out var shown):
                    shown.Take(update);
                    break;
                case DisplayEvent display and (DisplayedValueProduced or ReturnValueProduced):
                    outputs.Add(new Output("rich").Take(display));
                    if (display.ValueId is { } id) displays[id] = outputs[^1];
                    break;
                case CommandFailed failed:
                    failure ??= failed.Message;
                    break;
            }
        });
        return (outputs, failure);
    }

    private static void AddText(List<Output> outputs, string stream, DisplayEvent produced)
    {
        var text = string.Concat(produced.FormattedValues.Select(form => form.Value));
        if (outputs.LastOrDefault() is not { } last || last.Kind != stream) outputs.Add(last = new Output(stream));
        last.Text += text.Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    private void Compare(int cell, JsonArray before, List<Output> after)
    {
        var was = new List<Output>();
        foreach (var output in before)
        {
            var stream = Text(output!["name"]);
            if (Text(output["output_type"]) == "stream" && was.LastOrDefault() is { } last && last.Kind == stream)
                last.Text += Text(output["text"]);
            else was.Add(Text(output["output_type"]) == "stream" ? new Output(stream) { Text = Text(output["text"]) }
                : Output.Of(output["data"]));
        }
        if (was.Count != after.Count) differences.Add($"{path}: cell {cell}: {was.Count} outputs are committed, {after.Count} come here");
        foreach (var ((a, b), i) in was.Zip(after).Select((pair, i) => (pair, i)))
            if (!a.Says(b)) differences.Add($"{path}: cell {cell}, output {i + 1}:\n  committed: {a.From(b)}\n  here:      {b.From(a)}");
    }

    internal static string Text(JsonNode? node) =>
        node is JsonArray lines ? string.Concat(lines.Select(line => line!.ToString())) : node?.ToString() ?? "";
}
