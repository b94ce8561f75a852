using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Notebooks.Engine;

/// <summary>For what is C#, but not in a cell, or not C# at all: what to write instead.</summary>
internal static partial class Hints
{
    /// <param name="problem">What the compiler found.</param>
    /// <param name="line">The line of the cell.</param>
    /// <returns>A sentence, or null.</returns>
    public static string? For(Diagnostic problem, string line) => problem.Id switch
    {
        "CS7021" => "A cell cannot declare a namespace: write its types without one.",
        "CS8345" => "A variable of a cell lives on in later cells, and a Span cannot: put the lines that need it into a function, or " +
        "between { and }.",
        "CS1109" or "CS9283" =>
        "Extension methods cannot be nested: write 'static int Twice(this int x) => 2 * x;' straight into the cell, without a class around it.",
        "CS0825" or "CS1002" or "CS1001" or "CS1525" or "CS0118" or "CS0246" or "CS1003" or "CS0501" or "CS0103" => Of(line),
        "CS1056" => "There is a character that cannot be seen or is not C#, perhaps pasted with the text: type the line anew.",
        _ => null,
    };

    private static string? Of(string line)
    {
        if (Using().IsMatch(line))
            return "A cell has no 'using var' at its top level: write 'using (var x = …) { … }', or 'var x = …' and x.Dispose() when done.";
        if (Ref().IsMatch(line))
            return "A variable of a cell cannot be a ref: put the lines that need it into a function, or between { and }.";
        return FSharp().IsMatch(line) ? "This looks like F#; the cell is C#." : null;
    }

    [GeneratedRegex(@"^\s*(await\s+)?using\s+[\w<>\[\],.?]+\s+\w+\s*=")]
    private static partial Regex Using();

    [GeneratedRegex(@"(^|;)\s*(scoped\s+)?ref\s+(readonly\s+)?[\w<>\[\],.?]+\s+\w+\s*=")]
    private static partial Regex Ref();

    [GeneratedRegex(@"^\s*(let\s+(mutable\s+|rec\s+)?\w+|printfn?\s+""|open\s+[A-Z]\w*|fun\s+\w+\s*->)")]
    private static partial Regex FSharp();
}
