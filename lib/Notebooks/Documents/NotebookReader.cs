using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Notebooks.Documents;

/// <summary>Reads a notebook and refuses what is not one, saying why.</summary>
internal static partial class NotebookReader
{
    public static Notebook ReadFile(string path)
    {
        if (Directory.Exists(path)) throw new NotebookException($"{path}: is a folder; expected a notebook file (.ipynb).");
        if (!File.Exists(path)) throw new NotebookException($"{path}: no such file. Check the path and the folder you are in.");
        try
        {
            return Read(Decoded(File.ReadAllBytes(path), path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException($"{path}: cannot be read: {error.Message}", error);
        }
    }

    public static Notebook Read(string text, string name)
    {
        if (Parse(text, name) is not JsonObject root || root["nbformat"] is not JsonValue format || !format.TryGetValue(out int major))
            throw new NotebookException($"{name}: not a notebook: expected a JSON object with 'nbformat' and 'cells'.");
        if (major != 4)
            throw new NotebookException($"{name}: is in notebook format {major}; expected 4. Open and save it in VS Code or Jupyter to " +
                "convert it.");
        if (root["cells"] is not JsonArray cells)
            throw new NotebookException($"{name}: not a notebook: it has no list 'cells'.");
        if (Language(root) is { } language && !IsCSharp(language))
            throw new NotebookException($"{name}: is a notebook in {language}; expected C#.");
        for (var i = 0; i < cells.Count; i++) Check(cells[i], i, name);
        return new Notebook(Completed(root, cells));
    }

    // Read as something else than it is, a text would be saved with other letters than it had.
    private static string Decoded(byte[] bytes, string path)
    {
        var text = bytes.AsSpan(bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0);
        for (var at = 0; at < text.Length;)
        {
            if (Rune.DecodeFromUtf8(text[at..], out _, out var used) != System.Buffers.OperationStatus.Done)
                throw new NotebookException($"{path}: line {text[..at].Count((byte)'\n') + 1}: byte " +
                    $"{bytes.Length - text.Length + at + 1} (0x{text[at]:X2}) is not UTF-8. Save the notebook as UTF-8, as VS Code and " +
                    "Jupyter do.");
            at += used;
        }
        return Encoding.UTF8.GetString(text);
    }

    private static JsonNode? Parse(string text, string name)
    {
        try
        {
            return StrictJson.Parse(Encoding.UTF8.GetBytes(text), maxDepth: 128);
        }
        catch (JsonException error)
        {
            var reason = error.Message.Split(" LineNumber:")[0].Split(" Path:")[0];
            var empty = string.IsNullOrWhiteSpace(text) ? "the file is empty" : reason;
            var place = error.LineNumber is { } line ? $"({line + 1},{error.BytePositionInLine + 1})" : "";
            throw new NotebookException($"{name}{place}: not a notebook: not valid JSON: {empty}", error);
        }
    }

    private static void Check(JsonNode? node, int index, string name)
    {
        string Problem(string what) =>
            $"{name}: entry {index + 1} of 'cells' {what}. Restore the file (git checkout), or open and save it in VS Code.";

        if (node is not JsonObject cell || Kind(cell) is not { } kind)
            throw new NotebookException(Problem("is not a cell: it has no 'cell_type'"));
        if (kind is not ("code" or "markdown" or "raw"))
            throw new NotebookException(Problem($"has the cell type '{kind}'; expected code, markdown or raw"));
        if (MultilineText.Read(cell["source"]) is null)
            throw new NotebookException(Problem("has no 'source' that is text or a list of lines"));
        if (cell["outputs"] is not (null or JsonArray))
            throw new NotebookException(Problem("has 'outputs' that are not a list"));
        if (cell["metadata"] is not (null or JsonObject))
            throw new NotebookException(Problem("has 'metadata' that is not an object"));
    }

    private static string? Language(JsonObject root)
    {
        var metadata = root["metadata"] as JsonObject;
        return Text((metadata?["kernelspec"] as JsonObject)?["language"]) ?? Text((metadata?["language_info"] as JsonObject)?["name"]);
    }

    private static bool IsCSharp(string language) =>
        language.Equals("C#", StringComparison.OrdinalIgnoreCase) || language.Equals("csharp", StringComparison.OrdinalIgnoreCase)
        || language.Equals("polyglot-notebook", StringComparison.OrdinalIgnoreCase);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static string? Kind(JsonObject cell) => Text(cell["cell_type"]);

    // Format 4.5 is 4.0 to 4.4 with an id on each cell, which no other has. What the format wants besides is put in where an editor left
    // it out.
    private static JsonObject Completed(JsonObject root, JsonArray cells)
    {
        var minor = root["nbformat_minor"] is JsonValue value && value.TryGetValue(out int number) ? number : 0;
        if (minor < 5) root["nbformat_minor"] = 5;
        if (root["metadata"] is not JsonObject) root["metadata"] = new JsonObject();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = cells[i]!.AsObject();
            if (Text(cell["id"]) is not { } id || !ValidId().IsMatch(id) || !ids.Add(id)) cell["id"] = NewId(i + 1, ids);
            if (cell["metadata"] is null) cell["metadata"] = new JsonObject();
            if (Kind(cell) == "code")
            {
                if (cell["outputs"] is null) cell["outputs"] = new JsonArray();
                if (!cell.ContainsKey("execution_count")) cell["execution_count"] = null;
            }
            ForgetEditor(cell["metadata"] as JsonObject);
        }
        return root;
    }

    private static string NewId(int number, HashSet<string> taken)
    {
        var id = $"cell-{number}";
        while (!taken.Add(id)) id += "-";
        return id;
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$")]
    private static partial Regex ValidId();

    // VS Code notes the language in each cell that it saves, because the notebook says "C#" and the editor "csharp". Without the note a
    // chapter that was
    // opened, run and saved there differs from the committed one only where something has changed.
    private static void ForgetEditor(JsonObject? metadata)
    {
        if (metadata?["vscode"] is JsonObject { Count: 1 } note && Text(note["languageId"]) == "csharp") metadata.Remove("vscode");
    }
}
