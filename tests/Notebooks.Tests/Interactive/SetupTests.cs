using System.Runtime.CompilerServices;
using Notebooks.Interactive;

namespace Notebooks.Tests.Interactive;

/// <summary>What the chapters' set-up brings: values of other libraries' types are shown as our own are.</summary>
public class SetupTests
{
    private static string SetUp => $"#!import \"{Path.Combine(Chapters(), "setup.cs").Replace('\\', '/')}\"";

    private static string Chapters([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "notebooks"));

    [Theory]
    [InlineData("frame", "town   rooms\nActon    4.5\nLynn\n2 rows × 2 columns", ">Acton</td>")]
    [InlineData("frame[\"rooms\"]", "rooms\n  4.5\n\n2 rows × 1 column", ">4.5</td>")]
    [InlineData("frame.Describe().Select(\"column\", \"mean\")", "column  mean\nrooms    4.5\n1 row × 2 columns", ">rooms</td>")]
    public async Task A_cell_that_ends_with_a_data_frame_shows_a_table(string last, string text, string html)
    {
        using var host = new NotebookHost(Chapters());
        var sink = await Hosted.Run(host, SetUp, "var frame = DataFrame.ParseCsv(\"town,rooms\\nActon,4.5\\nLynn,\\n\");", last);
        Assert.Equal($"result:{text}", sink.All);
        Assert.Equal(["text/html", "text/plain"], sink.Shown.Single().Select(form => form.MimeType));
        Assert.Contains(html, sink.Shown.Single()[0].Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_is_displayed_in_the_middle_of_a_cell()
    {
        using var host = new NotebookHost(Chapters());
        var sink = await Hosted.Run(host, SetUp, "new DataFrame(new DoubleDataFrameColumn(\"a\", [1])).Display();");
        Assert.Equal("display 1:a\n1\n1 row × 1 column", sink.All);
    }
}
