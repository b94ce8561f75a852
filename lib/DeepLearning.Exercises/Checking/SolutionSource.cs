using System.Text.RegularExpressions;

namespace DeepLearning.Exercises.Checking;

/// <summary>Cuts a solution out of the embedded source of its definition.</summary>
internal static partial class SolutionSource
{
    public static string Of(Type definition, bool keepsStatic = false)
    {
        var name = $"{definition.Name}.cs";
        using var stream = definition.Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not embedded: a definition's file must have its name.");
        return Cut(new StreamReader(stream).ReadToEnd(), name, keepsStatic);
    }

    internal static string Cut(string source, string name, bool keepsStatic = false)
    {
        var match = Marked().Match(source.ReplaceLineEndings("\n"));
        if (!match.Success) throw new InvalidOperationException($"{name} has no lines '// <solution>' and '// </solution>'.");
        var lines = match.Groups[1].Value.TrimEnd('\n').Split('\n');
        var indent = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return Modifiers().Replace(string.Join('\n', lines.Select(line => line.Length >= indent ? line[indent..] : "")),
            keepsStatic ? "public static " : "");
    }

    [GeneratedRegex(@"// <solution>\n(.*?)[ \t]*// </solution>", RegexOptions.Singleline)]
    private static partial Regex Marked();

    /// <summary>In a notebook cell a method needs neither, unless it is a kernel, which stands in a static class.</summary>
    [GeneratedRegex(@"^(private |internal |public )?static (?=[\w(])", RegexOptions.Multiline)]
    private static partial Regex Modifiers();
}
