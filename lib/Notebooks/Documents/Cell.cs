using System.Text.Json.Nodes;

namespace Notebooks.Documents;

/// <summary>One cell: a view of its JSON, so that whatever else stands there is kept.</summary>
internal sealed class Cell(JsonObject json)
{
    public JsonObject Json { get; } = json;

    public string Id => Json["id"]!.GetValue<string>();

    public bool IsCode => Json["cell_type"]!.GetValue<string>() == "code";

    public bool IsMarkdown => Json["cell_type"]!.GetValue<string>() == "markdown";

    public string Source => MultilineText.Read(Json["source"])!;

    public IReadOnlyList<string> Tags =>
        Json["metadata"]?["tags"] is JsonArray tags ? [.. tags.Select(tag => tag?.ToString() ?? "")] : [];

    /// <summary>Its output may differ from run to run (timings).</summary>
    public bool IsVolatile => Tags.Contains("volatile");

    /// <summary>It shows an error on purpose; the cells after it run.</summary>
    public bool MayThrow => Tags.Contains("raises-exception");

    /// <summary>It is not run.</summary>
    public bool IsSkipped => Tags.Contains("skip-execution");

    public JsonArray Outputs
    {
        get => Json["outputs"] as JsonArray ?? [];
        set => Json["outputs"] = value;
    }

    public int? ExecutionCount
    {
        get => Json["execution_count"] is JsonValue value && value.TryGetValue(out int count) ? count : null;
        set => Json["execution_count"] = value;
    }
}
