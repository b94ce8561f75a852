using Notebooks.Engine;

namespace Notebooks.Cells;

/// <summary>A value shown with <c>.Display()</c> that can be replaced where it stands.</summary>
public sealed class DisplayedValue
{
    private readonly string id = Guid.NewGuid().ToString("n");
    private readonly CellOutputs cell;

    internal DisplayedValue(CellOutputs cell) => this.cell = cell;

    /// <summary>Shows <paramref name="value"/> in place of what was shown before.</summary>
    public void Update(object? value)
    {
        var bundle = RichOutput.Of(value);
        (CellOutputs.Current ?? cell).Push(sink => sink.Update(id, bundle));
    }

    internal void Show(object? value)
    {
        var bundle = RichOutput.Of(value);
        cell.Push(sink => sink.Display(id, bundle));
    }
}
