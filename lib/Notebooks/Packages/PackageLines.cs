using System.Text.RegularExpressions;

namespace Notebooks.Packages;

/// <summary>A package that a cell asks for.</summary>
/// <param name="Name">Its id.</param>
/// <param name="Version">As the cell says it; null: the newest.</param>
internal sealed record PackageRequest(string Name, string? Version);

/// <summary>The lines <c>#r "nuget: X, 1.2.3"</c> and <c>#i "nuget: URL"</c> of a cell.</summary>
/// <param name="Packages">What it asks for.</param>
/// <param name="Sources">Where else to look for it.</param>
/// <param name="Code">The cell with blanks in place of these lines.</param>
internal sealed partial record PackageLines(IReadOnlyList<PackageRequest> Packages, IReadOnlyList<string> Sources, string Code)
{
    /// <returns>Null when the cell has none.</returns>
    public static PackageLines? In(string code)
    {
        if (!code.Contains("nuget:", StringComparison.OrdinalIgnoreCase)) return null;
        var (packages, sources) = (new List<PackageRequest>(), new List<string>());
        var rest = Line().Replace(code, match =>
        {
            string[] parts = [.. match.Groups["what"].Value.Split(',', 2).Select(part => part.Trim())];
            if (match.Groups["kind"].Value == "i") sources.Add(match.Groups["what"].Value.Trim());
            else packages.Add(new PackageRequest(parts[0], parts.Length > 1 && parts[1] is not ("" or "*") ? parts[1] : null));
            return new string(' ', match.Length);
        });
        return packages.Count + sources.Count > 0 ? new PackageLines(packages, sources, rest) : null;
    }

    [GeneratedRegex("""^[ \t]*#(?<kind>[ri])[ \t]+"nuget:[ \t]*(?<what>[^"\n]+)"[^\n]*""", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Line();
}
