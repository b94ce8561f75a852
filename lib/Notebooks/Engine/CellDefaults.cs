namespace Notebooks.Engine;

/// <summary>What every cell finds already imported: what .NET Interactive imports, and what its own kernel forgets.</summary>
internal static class CellDefaults
{
    public static IReadOnlyList<string> Usings { get; } =
    [
        "System", "System.Text", "System.IO", "System.Collections", "System.Collections.Generic", "System.Linq", "System.Linq.Expressions",
        "System.Net.Http", "System.Threading.Tasks", "Notebooks.Cells.CellFunctions",
    ];
}
