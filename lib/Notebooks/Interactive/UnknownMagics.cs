using System.Text.RegularExpressions;
using Microsoft.DotNet.Interactive;
using Notebooks.Engine;

namespace Notebooks.Interactive;

/// <summary>Finds lines like <c>#!nonsense</c>, which nobody here understands, before the cell runs.</summary>
internal static partial class UnknownMagics
{
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.OrdinalIgnoreCase)
    {
        ["#!fsharp"] = "F#",
        ["#!f#"] = "F#",
        ["#!pwsh"] = "PowerShell",
        ["#!powershell"] = "PowerShell",
        ["#!sql"] = "SQL",
        ["#!kql"] = "KQL",
        ["#!python"] = "Python",
        ["#!r"] = "R",
    };

    public static CellError? In(string code, string cell, CompositeKernel root)
    {
        if (!code.Contains("#!", StringComparison.Ordinal)) return null;
        var lines = code.Split('\n');
        string[]? known = null;
        for (var i = 0; i < lines.Length; i++)
        {
            if (Magic().Match(lines[i]) is not { Success: true } match) continue;
            known ??= [.. Kernels.Magics(root).Order(StringComparer.Ordinal)];
            if (known.Contains(match.Groups[1].Value, StringComparer.Ordinal)) continue;
            var message = Elsewhere.TryGetValue(match.Groups[1].Value, out var language)
                ? $"{match.Groups[1].Value}: the {language} kernel is not part of this host; it runs C#. Use .NET Interactive for cells in {language}."
                : $"{match.Groups[1].Value} is unknown. There are: {string.Join(' ', known)}.";
            return new CellError("Magic", message, cell, i + 1, lines[i].IndexOf('#', StringComparison.Ordinal) + 1, lines[i],
                [message, $"  at {cell}, line {i + 1}:", $"    {lines[i].Trim()}"]);
        }
        return null;
    }

    [GeneratedRegex(@"^\s*(#![A-Za-z#][\w#.-]*)")]
    private static partial Regex Magic();
}
