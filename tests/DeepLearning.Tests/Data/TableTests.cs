using DeepLearning.Data;

namespace DeepLearning.Tests.Data;

public class TableTests
{
    private static readonly Table Towns = Table.FromColumns(
        ("town", new[] { "Acton", "Lynn & Co", null }), ("rooms", new[] { 4.0, double.NaN, 6.5 }), ("homes", new[] { 10, 20, 40 }));

    private static Table Parse(string csv, params string[] textColumns) => Table.ReadCsv(new StringReader(csv), "towns.csv", textColumns);

    [Fact]
    public void Columns_of_numbers_and_of_texts_are_told_apart_by_their_first_value()
    {
        var table = Parse("\"town\", rooms ,code\r\n\"Acton, Mass.\",NA,x1\r\n\r\nLynn,6.5,12\n,-1e-3,NA\n");
        Assert.Equal(["town", "rooms", "code"], table.ColumnNames);
        Assert.Equal(3, table.Rows);
        Assert.Equal((string?[])["Acton, Mass.", "Lynn", null], table.Text("town"));
        Assert.Equal([double.NaN, 6.5, -0.001], table["rooms"]);
        Assert.Equal((string?[])["x1", "12", null], table.Text("code"));
    }

    [Fact]
    public void A_column_named_as_text_keeps_its_digits() =>
        Assert.Equal((string?[])["02139", "x"], Parse("zip,n\n02139,1\nx,2\n", "zip").Text("zip"));

    [Fact]
    public void A_header_without_rows_is_an_empty_table()
    {
        var table = Parse("a,b\n");
        Assert.Equal(0, table.Rows);
        Assert.Empty(table["a"]);
        Assert.Contains("0 rows × 2 columns", table.ToString(), StringComparison.Ordinal);
        Assert.Equal([0.0, 0.0], table.Describe()["count"]);
    }

    [Theory]
    [InlineData("", "towns.csv: the file is empty; expected a header line with the names of the columns.")]
    [InlineData("a,b,a\n1,2,3", "towns.csv, line 1: columns 1 and 3 are both called 'a'.")]
    [InlineData("a,,c\n1,2,3", "towns.csv, line 1: column 2 has no name.")]
    [InlineData("a,b\n1,2\n3\n", "towns.csv, line 3: 1 cell; the header names 2 columns.")]
    [InlineData("a,b\n1,2\n\n3,4,5\n", "towns.csv, line 4: 3 cells; the header names 2 columns.")]
    [InlineData("a,b\n1,2\n3,4o\n", "towns.csv, line 3, column 'b': '4o' is not a number, but the values above it are. Correct the cell, or name 'b' as a column of texts.")]
    [InlineData("a,b\n1,2\n3,∞\n", "towns.csv, line 3, column 'b': '∞' is not a number, but the values above it are. Correct the cell, or name 'b' as a column of texts.")]
    public void A_damaged_file_is_refused_with_line_and_column(string csv, string message)
    {
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => Parse(csv)).Message);
    }

    [Fact]
    public void A_quotation_mark_that_never_closes_is_refused_with_its_line() =>
        Assert.StartsWith("towns.csv, line 3: ", Assert.Throws<InvalidDataException>(() => Parse("a,b\n1,2\n\"3,4\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_is_refused_with_the_folder_it_was_looked_for_in()
    {
        var error = Assert.Throws<FileNotFoundException>(() => Table.ReadCsv("no-such.csv"));
        Assert.Equal($"no-such.csv: there is no such file; the current folder is {Environment.CurrentDirectory}.", error.Message);
    }

    [Fact]
    public void A_text_column_that_is_not_there_is_refused() =>
        Assert.StartsWith("towns.csv: there is no column 'c'; there are a, b.",
            Assert.Throws<ArgumentException>(() => Parse("a,b\n1,2\n", "c")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_description_counts_missing_values_and_leaves_texts_out()
    {
        var described = Table.FromColumns(("x", new[] { 3, double.NaN, 1, 2, 10 }), ("name", new[] { "a", "b", "c", "d", "e" }), ("one", new[] { 7, double.NaN, double.NaN, double.NaN, double.NaN })).Describe();
        Assert.Equal((string?[])["x", "one"], described.Text("column"));
        Assert.Equal([4.0, 1.0], described["count"]);
        Assert.Equal([1.0, 4.0], described["missing"]);
        Assert.Equal([4.0, 7.0], described["mean"]);
        Assert.Equal(Math.Sqrt(50 / 3.0), described["std (n−1)"][0], 12);
        Assert.Equal(double.NaN, described["std (n−1)"][1]);
        Assert.Equal([1.0, 7.0], described["min"]);
        Assert.Equal([1.75, 7.0], described["25%"]);
        Assert.Equal([2.5, 7.0], described["median"]);
        Assert.Equal([4.75, 7.0], described["75%"]);
        Assert.Equal([10.0, 7.0], described["max"]);
    }

    [Fact]
    public void Head_select_and_matrix_take_parts_of_a_table()
    {
        Assert.Equal([10.0, 20.0], Towns.Head(2)["homes"]);
        Assert.Equal(3, Towns.Head().Rows);
        var selected = Towns.Select("homes", "rooms");
        Assert.Equal(["homes", "rooms"], selected.ColumnNames);
        Assert.Equal(new[,] { { 10, 4 }, { 20, double.NaN }, { 40, 6.5 } }, selected.ToMatrix());
        Assert.Equal(new[,] { { 10.0 }, { 20.0 }, { 40.0 } }, Towns.ToMatrix("homes"));
    }

    [Fact]
    public void Changing_an_array_that_a_table_gave_or_got_does_not_change_the_table()
    {
        double[] values = [1, 2];
        var table = Table.FromColumns(("a", values));
        values[0] = 5;
        table["a"][1] = 5;
        Assert.Equal([1.0, 2.0], table["a"]);
    }

    [Fact]
    public void Html_escapes_every_text()
    {
        string html = Table.FromColumns(("<name>", new[] { "<script>alert('x')</script>", "Lynn & Co" })).ToHtml();
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;", html, StringComparison.Ordinal);
        Assert.Contains("Lynn &amp; Co", html, StringComparison.Ordinal);
        Assert.Contains("&lt;name&gt;", html, StringComparison.Ordinal);
        Assert.Contains("2 rows × 1 column", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_names_and_cells_are_shown_shortened_and_kept_whole()
    {
        var (name, cell) = (new string('n', 121), new string('c', 5000));
        var table = Table.ReadCsv(new StringReader($"{name},b\n{cell},{new string('d', 120)}\n"), "x");
        Assert.Equal([$"{name[..119]}…  b", $"{cell[..119]}…  {new string('d', 120)}"], table.ToString().Split('\n')[..2].Select(line => string.Join("  ", line.Split("  ", StringSplitOptions.RemoveEmptyEntries))));
        Assert.Contains($"{cell[..119]}…<", table.ToHtml(), StringComparison.Ordinal);
        Assert.Equal(name, table.ColumnNames[0]);
        Assert.Equal(cell, table.Columns[0].Values.Texts![0]);
    }

    [Fact]
    public void A_long_table_shows_its_first_rows_and_says_so()
    {
        string text = Table.FromColumns(("n", Enumerable.Range(0, 31).ToArray())).ToString();
        Assert.Equal(32, text.Split('\n').Length);
        Assert.EndsWith("31 rows × 1 column; the first 30 shown", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_shows_aligned_columns_with_equal_decimals_and_gaps_for_missing_values() =>
        Assert.Equal("town       rooms  homes\nActon        4.0     10\nLynn & Co            20\n             6.5     40\n3 rows × 3 columns", Towns.ToString());

    [Theory]
    [InlineData(new[] { 1.0, 2.5, 1 / 3.0 }, new[] { "1.0000", "2.5000", "0.3333" })]
    [InlineData(new[] { 1.0, 200 }, new[] { "1", "200" })]
    [InlineData(new[] { 1e-7, 0.5 }, new[] { "1E-07", "0.5" })]
    [InlineData(new[] { -0.25, double.PositiveInfinity }, new[] { "-0.25", "Infinity" })]
    public void Numbers_show_as_many_decimals_as_they_need_up_to_four(double[] values, string[] shown) =>
        Assert.Equal(shown, ((TableColumn)values).Format());

    public static TheoryData<string, Action> Mistakes => new()
    {
        { "Table: there is no column 'rm'; there are town, rooms, homes.", () => _ = Towns["rm"] },
        { "Table: column 'town' holds texts, not numbers; Text(\"town\") gives them.", () => _ = Towns["town"] },
        { "Table: column 'rooms' holds numbers, not texts; table[\"rooms\"] gives them.", () => Towns.Text("rooms") },
        { "Table: column 'town' holds texts", () => Towns.ToMatrix() },
        { "Table.FromColumns: two columns are called 'rooms'.", () => Towns.Select("rooms", "rooms") },
        { "Table.FromColumns: column 'b' has 2 values; expected 1, as in column 'a'.", () => Table.FromColumns(("a", new[] { 1 }), ("b", new[] { 1f, 2f })) },
        { "Table.FromColumns: a column has no name.", () => Table.FromColumns((" ", new[] { 1 })) },
    };

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public void Mistakes_are_named(string message, Action mistake) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(mistake).Message, StringComparison.Ordinal);
}
