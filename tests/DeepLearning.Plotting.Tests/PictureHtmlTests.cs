using System.Buffers.Binary;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace DeepLearning.Plotting.Tests;

public partial class PictureHtmlTests
{
    private static readonly int[] Group = [1, 2, 2];

    private static readonly Dictionary<string, Func<string>> s_others = new()
    {
        ["computation graph"] = () =>
            ComputationGraph.Chain("x", "f", "y").Value("x", "2").Gradient("x", "f", "0.5").WithTitle("A graph").ToHtml(),
        ["matrix diagram"] = () =>
            new MatrixDiagram().Matrix("X", 2, 3).Symbol("·").Matrix("W", new[,] { { 1.5 }, { 2 }, { 3 } }).ToHtml(),
        ["map"] = () => new PictureMap(new float[,] { { 0, 0 }, { 1, 1 }, { 2, 0 } }, Group, i => new float[2, 2]).ToHtml(),
    };

    public static TheoryData<string> Kinds => [.. Gallery.Figures.Keys, .. s_others.Keys];

    private static string Html(string kind) => s_others.TryGetValue(kind, out var other) ? other() : Gallery.Figures[kind]().ToHtml();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Without_svg_scripts_styles_and_classes_the_picture_and_its_words_remain(string kind)
    {
        var picture = Assert.Single(Sanitizer.Pictures(Html(kind)));
        Assert.StartsWith("data:image/png;base64,", picture.Source, StringComparison.Ordinal);
        var png = Convert.FromBase64String(picture.Source.Split(',')[1]);
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        Assert.InRange(width, 2 * picture.Width - 1, 2 * picture.Width + 1);
        Assert.InRange(height, 2 * picture.Height - 1, 2 * picture.Height + 1);
        Assert.True(picture.Words.Length > 10, "The picture has no words.");
        Assert.InRange(png.Length, 100, 48 << 10);
        // Nothing of the script is left as text beside it.
        Assert.Equal("", Regex.Replace(Sanitizer.Clean(Html(kind)), "<[^>]*>", "").Trim());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_script_carries_the_crisp_picture_and_asks_no_network(string kind)
    {
        var html = Html(kind);
        var svg = Sanitizer.Svg(html);
        Assert.Equal("svg", svg.Name.LocalName);
        Assert.Equal(1, Regex.Count(html, "</script>"));
        Assert.EndsWith("</script>", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("https?://(?!www\\.w3\\.org/)", html);
        Assert.DoesNotContain(Path.GetDirectoryName(Environment.CurrentDirectory)!, html, StringComparison.Ordinal);
        Assert.Equal(html, Html(kind));
    }

    [Fact]
    public void Words_of_a_reader_end_no_attribute_and_no_script()
    {
        var html = Chart.Line([1, 2, 3]).WithTitle("</script><b a='1'>\"x\" & 'y' \\ \u2028").ToHtml();
        Assert.Equal(1, Regex.Count(html, "</script>"));
        Assert.Contains("\"x\" & 'y' \\", Assert.Single(Sanitizer.Pictures(html)).Words, StringComparison.Ordinal);
        var texts = Sanitizer.Svg(html.Replace("\\\\", "\\", StringComparison.Ordinal)).Texts();
        Assert.Contains(texts, text => text.Contains("<b a='1'>", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_committed_picture_survives()
    {
        var lost = new List<string>();
        var seen = 0;
        foreach (var file in Notebooks())
            foreach (var cell in (JsonArray)JsonNode.Parse(File.ReadAllText(file))!["cells"]!)
                foreach (var html in Html(cell!))
                {
                    var drawn = Regex.Count(html, "class=\"dl-figure\"");
                    seen += drawn;
                    if (Sanitizer.Pictures(html).Count(IsWhole) < drawn)
                        lost.Add($"{Path.GetFileName(file)}, cell {cell!["id"]}");
                }
        Assert.True(lost.Count == 0,
            $"{lost.Count} of {seen} pictures are lost where SVG and scripts are taken out: {string.Join("; ", lost.Take(20))}");
        Assert.True(seen > 200, $"only {seen} pictures");
    }

    private static bool IsWhole((string Source, string Words, int Width, int Height) picture) =>
        picture.Source.StartsWith("data:image/png;base64,", StringComparison.Ordinal) && picture.Words.Length > 10;

    internal static IEnumerable<string> Html(JsonNode cell) =>
        (cell["outputs"] as JsonArray ?? []).Select(output => output!["data"]?["text/html"]).OfType<JsonNode>().Select(Text);

    private static string Text(JsonNode node) =>
        node is JsonArray lines ? string.Concat(lines.Select(line => line!.ToString())) : node.ToString();

    internal static IEnumerable<string> Notebooks()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "notebooks"))) folder = folder.Parent!;
        var notebooks = Path.Combine(folder.FullName, "notebooks");
        return Directory.EnumerateFiles(notebooks, "*.ipynb", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
    }
}
