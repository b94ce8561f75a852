using System.Text.Json.Nodes;

namespace Notebooks.Documents;

/// <summary>A notebook in the format nbformat 4.5.</summary>
internal sealed class Notebook
{
    private readonly JsonObject _json;

    internal Notebook(JsonObject json)
    {
        _json = json;
        Cells = [.. json["cells"]!.AsArray().Select(cell => new Cell(cell!.AsObject()))];
    }

    public IReadOnlyList<Cell> Cells { get; }

    public IEnumerable<Cell> CodeCells => Cells.Where(cell => cell.IsCode);

    /// <summary>The text of the file; equal notebooks give equal bytes.</summary>
    public string ToText() => JsonText.Write(_json);

    public Notebook Copy() => new(_json.DeepClone().AsObject());
}
