using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>What chapters and READMEs link to is there.</summary>
public partial class LinkTests
{
    private static readonly string s_root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", ".."));

    public static TheoryData<string> Pages => [.. new[] { "*.ipynb", "*.md" }
        .SelectMany(pattern => new[] { "notebooks", "lib", "tests", "data" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(s_root, folder), pattern, SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(s_root, pattern)))
        .Select(file => Path.GetRelativePath(s_root, file).Replace('\\', '/')).Where(file => !Ignored().IsMatch(file))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_to_files_that_exist(string page)
    {
        var path = Path.Combine(s_root, page);
        var missing = Addresses(path).Where(address => !Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, address)));
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_chapter_that_derives_code_links_to_the_librarys_version()
    {
        var chapters = Directory.EnumerateFiles(Path.Combine(s_root, "notebooks"), "*.ipynb")
            .Where(file => Numbered().IsMatch(Path.GetFileName(file)));
        Assert.Empty(chapters.Where(file => !Addresses(file).Any(address => address.Contains("../lib/", StringComparison.Ordinal)))
            .Select(Path.GetFileName));
    }

    private static IEnumerable<string> Addresses(string path) => Texts(path).SelectMany(text => Link().Matches(text))
        .Select(match => Uri.UnescapeDataString(match.Groups[1].Value.Split('#')[0]))
        .Where(address => address.Length > 0 && !address.Contains(':', StringComparison.Ordinal));

    private static IEnumerable<string> Texts(string path)
    {
        if (!path.EndsWith(".ipynb", StringComparison.Ordinal)) return [Code().Replace(File.ReadAllText(path), "")];
        using var notebook = JsonDocument.Parse(File.ReadAllText(path));
        return [.. notebook.RootElement.GetProperty("cells").EnumerateArray()
            .Where(cell => cell.GetProperty("cell_type").GetString() == "markdown" && !cell.TryGetProperty("attachments", out _))
            .Select(cell => Code().Replace(string.Concat(cell.GetProperty("source").EnumerateArray().Select(line => line.GetString())),
                ""))];
    }

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"\]\(<?([^)\s>]+)>?(?:\s""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?s)```.*?```|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$")]
    private static partial Regex Code();

    [GeneratedRegex(@"(^|/)(bin|obj|node_modules)/")]
    private static partial Regex Ignored();

    [GeneratedRegex(@"^(0[1-9]|1\d|appendix)")]
    private static partial Regex Numbered();
}
