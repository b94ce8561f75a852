using Notebooks.Engine;

namespace Notebooks.Cells;

/// <summary>What every cell can call.</summary>
public static class DisplayExtensions
{
    /// <summary>Shows <paramref name="value"/> below the cell, now.</summary>
    /// <returns>A handle with which the cell, or a later one, can show something else in its place.</returns>
    public static DisplayedValue Display(this object? value)
    {
        var displayed = new DisplayedValue(CellOutputs.Current ?? throw new InvalidOperationException("Display works in a notebook cell only."));
        displayed.Show(value);
        return displayed;
    }
}
