using DeepLearning.Frames;
using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive.Formatting;

namespace DeepLearning.Plotting.Tests;

public class NotebookFormattersTests
{
    private static readonly DataFrame Towns = new(new StringDataFrameColumn("town", ["Acton"]), new DoubleDataFrameColumn("rooms", [4.5]));

    [Fact]
    public void A_kernel_shows_charts_frames_and_columns_as_HTML_and_as_text()
    {
        NotebookFormatters.Register();
        NotebookFormatters.Register();
        Assert.Equal([("text/html", Towns.ToHtml()), ("text/plain", Towns.ToText())],
            FormattedValue.CreateManyFromObject(Towns).Select(form => (form.MimeType, form.Value)));
        var chart = Chart.Line([1, 2], [3, 4], "loss").WithTitle("It falls");
        Assert.Equal([("text/html", chart.ToHtml()), ("text/plain", chart.ToText())],
            FormattedValue.CreateManyFromObject(chart).Select(form => (form.MimeType, form.Value)));
        foreach (var column in Towns.Columns)
        {
            Assert.Equal([("text/html", column.ToHtml()), ("text/plain", column.ToText())],
                FormattedValue.CreateManyFromObject(column).Select(form => (form.MimeType, form.Value)));
        }
    }
}
