using System.Text.Json.Nodes;
using Notebooks.Documents;

namespace Notebooks.Tests;

/// <summary>Notebooks made for a test, in a folder of their own.</summary>
internal sealed class TestNotebooks : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("notebooks-").FullName;

    public string Add(string name, params string[] cells) => Write(name, Text(cells));

    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>A cell that begins with <c>//tag:</c> gets that tag.</summary>
    public static string Text(params string[] cells)
    {
        var list = new JsonArray([.. cells.Select((source, i) => new JsonObject
        {
            ["cell_type"] = "code", ["id"] = $"c{i + 1}", ["execution_count"] = null, ["outputs"] = new JsonArray(),
            ["metadata"] = source.StartsWith("//tag:", StringComparison.Ordinal)
                ? new JsonObject { ["tags"] = new JsonArray(source.Split('\n')[0]["//tag:".Length..]) } : new JsonObject(),
            ["source"] = source,
        })]);
        var root = new JsonObject { ["cells"] = list, ["metadata"] = new JsonObject(), ["nbformat"] = 4, ["nbformat_minor"] = 5 };
        return JsonText.Write(root);
    }
}
