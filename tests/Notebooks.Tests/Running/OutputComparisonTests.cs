using System.Text.Json.Nodes;
using Notebooks.Documents;
using Notebooks.Running;

namespace Notebooks.Tests.Running;

public class OutputComparisonTests
{
    private static int Differences(string committed, string now) =>
        OutputComparison.Differences("a.ipynb", Showing(committed), Showing(now), new Leniency(null)).Count;

    private static Notebook Showing(string html)
    {
        var notebook = NotebookReader.Read(TestNotebooks.Text("1"), "a.ipynb");
        notebook.CodeCells.Single().Outputs.Add(new JsonObject
        {
            ["output_type"] = "display_data",
            ["data"] = new JsonObject { ["text/html"] = html, ["text/plain"] = "words" },
            ["metadata"] = new JsonObject(),
        });
        return notebook;
    }

    private static string Picture(string png, string alt, string data) =>
        $"<div class=\"dl-figure\" data-dl-figure=\"dl1\" style=\"max-width:9px\"><img src=\"data:image/png;base64,{png}\" " +
        $"alt=\"{alt}\"></div><script>{data}</script>";

    [Fact]
    public void A_picture_is_compared_by_its_data_and_its_words_not_by_its_pixels()
    {
        Assert.Equal(0, Differences(Picture("AAAA", "a line", "[1,2]"), Picture("BBBB", "a line", "[1,2]")));
        Assert.NotEqual(0, Differences(Picture("AAAA", "a line", "[1,2]"), Picture("AAAA", "a line", "[1,3]")));
        Assert.NotEqual(0, Differences(Picture("AAAA", "a line", "[1,2]"), Picture("AAAA", "two lines", "[1,2]")));
    }

    [Fact]
    public void Another_image_is_compared_by_its_pixels() =>
        Assert.NotEqual(0, Differences("<img src=\"data:image/png;base64,AAAA\">", "<img src=\"data:image/png;base64,BBBB\">"));
}
