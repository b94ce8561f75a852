using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using DeepLearning.Data;
using DeepLearning.Frames;
using Microsoft.Data.Analysis;

namespace DeepLearning.Plotting.Tests.Frames;

public partial class FrameDisplayTests
{
    private static readonly DataFrame Towns = new(new StringDataFrameColumn("town", ["Acton", "Lynn & Co", null]),
        new DoubleDataFrameColumn("rooms", new double?[] { 4, null, 6.5 }), new Int32DataFrameColumn("homes", [10, 20, 40]));

    [Fact]
    public void Text_shows_aligned_columns_with_equal_decimals_and_gaps_for_missing_values()
    {
        Assert.Equal("town       rooms  homes\nActon        4.0     10\nLynn & Co            20\n             6.5     40\n" +
            "3 rows × 3 columns", Towns.ToText());
        Assert.Equal("rooms\n  4.0\n\n  6.5\n3 rows × 1 column", Towns["rooms"].ToText());
    }

    [Fact]
    public void Yes_and_no_and_dates_are_shown_as_such()
    {
        var frame = new DataFrame(new BooleanDataFrameColumn("river", [true, false]),
            new DateTimeDataFrameColumn("day", [new DateTime(2026, 11, 30), new DateTime(2026, 11, 30, 12, 5, 0)]));
        Assert.Equal("river  day\ntrue   2026-11-30\nfalse  2026-11-30 12:05:00\n2 rows × 2 columns", frame.ToText());
    }

    [Fact]
    public void A_long_frame_shows_its_ends_in_a_few_kilobytes()
    {
        var boston = Boston.Load().ToFrame();
        string[] lines = boston.ToText().Split('\n');
        Assert.Equal(13, lines.Length);
        Assert.StartsWith("0.0063", lines[1].Trim(), StringComparison.Ordinal);
        Assert.StartsWith("…", lines[6].Trim(), StringComparison.Ordinal);
        Assert.StartsWith("0.0474", lines[11].Trim(), StringComparison.Ordinal);
        Assert.Equal("506 rows × 14 columns; the first and the last 5 shown", lines[12]);
        Assert.InRange(Encoding.UTF8.GetByteCount(boston.ToHtml()), 3000, 8000);
    }

    [Theory]
    [InlineData(20, 20, 21, 20, "20 rows × 20 columns")]
    [InlineData(21, 2, 12, 2, "21 rows × 2 columns; the first and the last 5 shown")]
    [InlineData(3, 21, 4, 21, "3 rows × 21 columns; the first and the last 10 columns shown")]
    [InlineData(1000, 50, 12, 21, "1000 rows × 50 columns; the first and last 5 rows and 10 columns shown")]
    public void Long_and_wide_frames_say_what_is_left_out(int rows, int columns, int lines, int cells, string note)
    {
        var frame = new DataFrame(Enumerable.Range(0, columns).Select(j =>
            new Int32DataFrameColumn($"c{j}", Enumerable.Range(0, rows).Select(i => i + j))));
        string[] text = frame.ToText().Split('\n');
        Assert.Equal(note, text[^1]);
        Assert.All(text[..^1], line => Assert.Equal(cells, line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Equal(lines, text.Length - 1);
        Assert.EndsWith((rows - 1 + columns - 1).ToString(CultureInfo.InvariantCulture), text[^2], StringComparison.Ordinal);
    }

    [Fact]
    public void Html_without_style_and_class_is_a_plain_table_with_all_cells()
    {
        string html = Towns.ToHtml(), table = html[..html.IndexOf("<p", StringComparison.Ordinal)];
        var plain = XElement.Parse(StyleAndClass().Replace(table, "")).Element("table")!;
        Assert.Equal(["town", "rooms", "homes"], plain.Element("thead")!.Descendants("th").Select(cell => cell.Value));
        Assert.Equal(["Acton", "4.0", "10", "Lynn & Co", "", "20", "", "6.5", "40"],
            plain.Element("tbody")!.Descendants("td").Select(cell => cell.Value));
        Assert.Contains("3 rows × 3 columns", Towns.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_text_of_the_data_is_escaped()
    {
        const string attack = "</script><img src=x onerror=alert(1)>\"'><b>";
        string cell = attack.Replace("\"", "\"\"", StringComparison.Ordinal);
        var frame = DataFrame.ParseCsv($"\"{cell}\",\"number {cell}\"\n\"{cell}\",1\n");
        foreach (string html in new[] { frame.ToHtml(), frame.Describe().ToHtml(), frame.Columns[0].ToHtml() })
        {
            Assert.Contains("onerror", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("\"'>", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Long_names_and_cells_are_shown_on_one_short_line_and_kept_whole()
    {
        var (name, cell) = (new string('n', 121), new string('c', 5000));
        var frame = new DataFrame(new StringDataFrameColumn(name, [cell]), new StringDataFrameColumn("b", ["two\nlines"]));
        string[] lines = frame.ToText().Split('\n');
        Assert.Equal([$"{name[..119]}…  b", $"{cell[..119]}…  two lines", "1 row × 2 columns"], lines);
        Assert.Equal(cell, frame[name][0]);
    }

    [Theory]
    [InlineData(new[] { 1.0, 2.5, 1 / 3.0 }, new[] { "1.0000", "2.5000", "0.3333" })]
    [InlineData(new[] { 1.0, 200 }, new[] { "1", "200" })]
    [InlineData(new[] { 1e-7, 0.5 }, new[] { "1E-07", "0.5" })]
    [InlineData(new[] { 12345678901.0, 2 }, new[] { "12345678901", "2" })]
    [InlineData(new[] { 1e20, 2.5 }, new[] { "1E+20", "2.5" })]
    [InlineData(new[] { -0.25, double.PositiveInfinity, double.NaN }, new[] { "-0.25", "Infinity", "NaN" })]
    public void Numbers_show_as_many_decimals_as_they_need_up_to_four(double[] values, string[] shown) =>
        Assert.Equal(shown, new DoubleDataFrameColumn("x", values).ToText().Split('\n')[1..^1].Select(line => line.Trim()));

    [Fact]
    public void Single_precision_shows_no_digits_that_it_does_not_have() =>
        Assert.Equal("  x\n0.1\n0.2\n2 rows × 1 column", new SingleDataFrameColumn("x", [0.1f, 0.2f]).ToText());

    [Fact]
    public void A_frame_without_columns_is_shown_too() =>
        Assert.EndsWith("0 rows × 0 columns", new DataFrame().ToText(), StringComparison.Ordinal);

    [GeneratedRegex(" (style|class)=\"[^\"]*\"")]
    private static partial Regex StyleAndClass();
}
