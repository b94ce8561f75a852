using Microsoft.DotNet.Interactive.Formatting;

namespace Notebooks.Engine;

/// <summary>A value shown with <c>.Display()</c> that can be replaced where it stands.</summary>
public sealed class DisplayedValue
{
    private readonly CellOutputs _cell;
    private readonly string[] _mimeTypes;

    private DisplayedValue(CellOutputs cell, string[] mimeTypes) => (_cell, _mimeTypes) = (cell, mimeTypes);

    /// <summary>What front-ends know it by.</summary>
    public string DisplayId { get; } = Guid.NewGuid().ToString("n");

    /// <summary>Shows <paramref name="value"/> in place of what was shown before.</summary>
    public void Update(object? value)
    {
        var forms = Forms.Of(value, _mimeTypes);
        (CellOutputs.Current ?? _cell).Push(sink => sink.Update(DisplayId, forms));
    }

    internal static DisplayedValue Of(IReadOnlyList<FormattedValue> forms, string[] mimeTypes)
    {
        var cell = CellOutputs.Current ?? throw new InvalidOperationException("Display works in a notebook cell only.");
        var displayed = new DisplayedValue(cell, mimeTypes);
        cell.Push(sink => sink.Display(displayed.DisplayId, forms));
        return displayed;
    }
}
