using DeepLearning.Tests.Serialization;

namespace DeepLearning.Plotting.Tests;

/// <summary>Text that comes from data is shown as text, whatever stands in it; files are replaced whole.</summary>
public class EscapingTests
{
    private const string Attack = "</script><img src=x onerror=alert(1)>\"'><b>";

    private static readonly Dictionary<string, Func<string>> Shown = new()
    {
        ["line"] = () => Chart.Line([1, 2], [3, 4], Attack).WithTitle(Attack).WithXAxis(Attack).WithYAxis(Attack).WithDescription(Attack)
            .WithAnnotation(1, 3, Attack).WithHorizontalLine(3, Attack).ToHtml(),
        ["bars"] = () => Chart.Bars([Attack, "b"], (Attack, [1.0, 2])).ToHtml(),
        ["images"] = () => Chart.Images([new float[2, 2]], titles: [Attack]).ToHtml(),
        ["graph"] = () => new ComputationGraph().Input("x", Attack).Operation("f", "x", Attack).Value("x", "f", Attack).WithTitle(Attack)
            .WithDescription(Attack).ToHtml(),
        ["matrix"] = () => new MatrixDiagram().Matrix(Attack, Attack, Attack).WithTitle(Attack).ToHtml(),
    };

    public static TheoryData<string> Names => [.. Shown.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_from_data_does_not_become_markup(string what)
    {
        var html = Shown[what]();
        Assert.Contains("onerror", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("</script><", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\"'>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chart_is_saved_over_an_older_one_without_a_trace()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["x.svg"], new string('x', 100_000));
        Chart.Line([1, 2]).SaveSvg(folder["x.svg"]);
        Assert.Equal(Chart.Line([1, 2]).ToSvg(), File.ReadAllText(folder["x.svg"]));
        Assert.Equal(["x.svg"], folder.Files);
    }
}
