using System.Text;
using DeepLearning.Frames;
using Microsoft.Data.Analysis;

namespace DeepLearning.Plotting.Tests.Frames;

public sealed class ReadCsvTests : IDisposable
{
    private readonly string _path = Path.Combine(Directory.CreateTempSubdirectory("dl-csv-").FullName, "towns.csv");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);

    private static Microsoft.Data.Analysis.DoubleDataFrameColumn Numbers(DataFrame frame, string column) =>
        frame.Columns.GetDoubleColumn(column);

    private static Microsoft.Data.Analysis.StringDataFrameColumn Texts(DataFrame frame, string column) =>
        frame.Columns.GetStringColumn(column);

    private string Written(string text, Encoding? encoding = null)
    {
        File.WriteAllText(_path, text, encoding ?? new UTF8Encoding(false));
        return _path;
    }

    [Fact]
    public void Columns_of_numbers_and_of_texts_are_told_apart_by_their_first_value()
    {
        var frame = DataFrame.ReadCsv(Written("\"town\", rooms ,code\r\n\"Acton, Mass.\",NA,x1\r\n\r\nLynn,6.5,12\n,-1e-3,\n"));
        Assert.Equal(["town", "rooms", "code"], frame.Columns.Select(column => column.Name));
        Assert.Equal(3, frame.Rows.Count);
        Assert.Equal(["Acton, Mass.", "Lynn", null], Texts(frame, "town"));
        Assert.Equal([null, 6.5, -0.001], Numbers(frame, "rooms"));
        Assert.Equal(["x1", "12", null], Texts(frame, "code"));
    }

    [Fact]
    public void Quoted_cells_hold_commas_line_breaks_and_quotation_marks()
    {
        var frame = DataFrame.ParseCsv("text,n\n\"say \"\"yes\"\",\nthen go\",1\nplain,2\n");
        Assert.Equal(["say \"yes\",\nthen go", "plain"], Texts(frame, "text"));
        Assert.Equal([1, 2], Numbers(frame, "n"));
    }

    [Fact]
    public void The_text_NA_stays_in_a_column_of_texts_even_above_its_first_value()
    {
        var frame = DataFrame.ParseCsv("country,n\nNA,NA\nNaN,NaN\nDE,\n ,3\n");
        Assert.Equal(["NA", "NaN", "DE", null], Texts(frame, "country"));
        Assert.Equal([null, null, null, 3], Numbers(frame, "n"));
    }

    [Fact]
    public void A_column_holds_what_was_asked_for()
    {
        var frame = DataFrame.ParseCsv("zip,n,m\n02139,NA,NA\n98101,2,NA\n", texts: ["zip", "n"], numbers: ["m"]);
        Assert.Equal(["02139", "98101"], Texts(frame, "zip"));
        Assert.Equal(["NA", "2"], Texts(frame, "n"));
        Assert.Equal([null, null], Numbers(frame, "m"));
    }

    [Fact]
    public void Semicolons_and_decimal_commas_are_read_when_asked_for()
    {
        var frame = DataFrame.ParseCsv("ort;preis\nKöln;1,5\n\"a;b\";-2\n", separator: ';', decimalMark: ',');
        Assert.Equal(["Köln", "a;b"], Texts(frame, "ort"));
        Assert.Equal([1.5, -2], Numbers(frame, "preis"));
        Assert.Equal([1.5], Numbers(DataFrame.ParseCsv("a,b\n\"1,5\",2\n", decimalMark: ','), "a"));
        Assert.Equal([2], Numbers(DataFrame.ParseCsv("a\tb\n1\t2\n", separator: '\t'), "b"));
        Assert.Equal("a;b", DataFrame.ParseCsv("a;b\n1\n", separator: ',').Columns[0].Name);
    }

    [Fact]
    public void A_column_without_a_value_holds_missing_numbers() =>
        Assert.Equal([null, null], Numbers(DataFrame.ParseCsv("a,b\n1,\n2,NA\n"), "b"));

    [Fact]
    public void A_header_without_rows_is_an_empty_frame()
    {
        var frame = DataFrame.ParseCsv("a,b\n");
        Assert.Equal((0L, 2), (frame.Rows.Count, frame.Columns.Count));
        Assert.Contains("0 rows × 2 columns", frame.ToText(), StringComparison.Ordinal);
        Assert.Equal([0L, 0], frame.Describe()["count"].Cast<long>());
    }

    [Fact]
    public void A_byte_order_mark_says_the_encoding_and_is_no_part_of_the_first_name()
    {
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32 })
        {
            var frame = DataFrame.ReadCsv(Written("ort,n\nKöln,1\n", encoding));
            Assert.Equal("ort", frame.Columns[0].Name);
            Assert.Equal(["Köln"], Texts(frame, "ort"));
        }
    }

    [Fact]
    public void A_file_in_another_encoding_is_refused_until_the_encoding_is_named()
    {
        Written("ort,n\nUlm,1\nKöln,2\n", Encoding.Latin1);
        const string rest = "F6 is no character. Name its encoding, such as encoding: Encoding.Latin1.";
        Assert.Equal($"towns.csv, line 3: the file is not in utf-8, of which {rest}",
            Assert.Throws<InvalidDataException>(() => DataFrame.ReadCsv(_path)).Message);
        Assert.Equal($"towns.csv, line 3: the file is not in us-ascii, of which {rest}",
            Assert.Throws<InvalidDataException>(() => DataFrame.ReadCsv(_path, encoding: Encoding.ASCII)).Message);
        Assert.Equal(["Ulm", "Köln"], Texts(DataFrame.ReadCsv(_path, encoding: Encoding.Latin1), "ort"));
    }

    [Fact]
    public void A_file_in_UTF16_without_a_mark_is_refused_until_the_encoding_is_named()
    {
        Written("a,b\n1,2\n", new UnicodeEncoding(bigEndian: false, byteOrderMark: false));
        Assert.Equal("towns.csv: read as utf-8, it contains the character 0. If the file is in UTF-16, pass encoding: Encoding.Unicode.",
            Assert.Throws<InvalidDataException>(() => DataFrame.ReadCsv(_path)).Message);
        Assert.Equal([2], Numbers(DataFrame.ReadCsv(_path, encoding: Encoding.Unicode), "b"));
    }

    [Fact]
    public void A_missing_file_is_refused_with_the_folder_it_was_looked_for_in() =>
        Assert.Equal($"no-such.csv: there is no such file; the current folder is {Environment.CurrentDirectory}.",
            Assert.Throws<FileNotFoundException>(() => DataFrame.ReadCsv("no-such.csv")).Message);

    [Theory]
    [InlineData("", "csv: the file is empty; expected a header line with the names of the columns.")]
    [InlineData("a,b,a\n1,2,3", "csv, line 1: columns 1 and 3 are both called 'a'.")]
    [InlineData("a,,c\n1,2,3", "csv, line 1: column 2 has no name.")]
    [InlineData("a,b\n1,2\n3\n", "csv, line 3: 1 cell; the header names 2 columns.")]
    [InlineData("a,b\n1,2\n\n3,4,5\n", "csv, line 4: 3 cells; the header names 2 columns.")]
    [InlineData("a,b\n1,2\n3,4o\n",
        "csv, line 3, column 'b': '4o' is not a number, but the values above it are. Correct the cell, or name 'b' in texts.")]
    [InlineData("a,b\n1,2\n3,1e999\n",
        "csv, line 3, column 'b': '1e999' is not a number, but the values above it are. Correct the cell, or name 'b' in texts.")]
    [InlineData("a,b\n\"x\ny\",2\nz,∞\n",
        "csv, line 4, column 'b': '∞' is not a number, but the values above it are. Correct the cell, or name 'b' in texts.")]
    [InlineData("a,b\nx,\"1,5\"\n",
        "csv, line 2, column 'b': '1,5' is not a number as long as the decimal mark is '.'. " +
        "Pass decimalMark: ',' if it is one, or name 'b' in texts.")]
    [InlineData("a;b\n1;2\n",
        "csv, line 1: no comma in the header 'a;b'. " +
        "Pass separator: ';' if that stands between the cells, or separator: ',' if it is the name of one column.")]
    [InlineData("a\tb\n1\t2\n",
        "csv, line 1: no comma in the header 'a\tb'. " +
        "Pass separator: '\\t' if that stands between the cells, or separator: ',' if it is the name of one column.")]
    public void A_damaged_text_is_refused_with_line_and_column(string csv, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => DataFrame.ParseCsv(csv)).Message);

    [Theory]
    [InlineData("a,b\n1,2\n\"3,4\n", "csv, line 3: ")]
    [InlineData("a,b\n1,2\n3,\"4\"5\n", "csv, line 3: ")]
    public void Quotation_marks_out_of_place_are_refused_with_their_line(string csv, string start) =>
        Assert.StartsWith(start, Assert.Throws<InvalidDataException>(() => DataFrame.ParseCsv(csv)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_text_in_a_column_that_was_asked_to_hold_numbers_is_refused() =>
        Assert.Equal("csv, line 2, column 'a': 'x' is not a number. Correct the cell, or name 'a' in texts instead of numbers.",
            Assert.Throws<InvalidDataException>(() => DataFrame.ParseCsv("a,b\nx,1\n", numbers: ["a"])).Message);

    public static TheoryData<string, Action> Mistakes => new()
    {
        { "csv: there is no column 'c'; there are a, b.", () => DataFrame.ParseCsv("a,b\n1,2\n", texts: ["c"]) },
        { "csv: there is no column 'd'; there are a, b.", () => DataFrame.ParseCsv("a,b\n1,2\n", numbers: ["d"]) },
        { "csv: column 'a' is named in texts and in numbers; name it in one.", () => DataFrame.ParseCsv("a,b\n1,2\n", ["a"], ["a"]) },
        { "The decimal mark must be '.' or ','; it is '''.", () => DataFrame.ParseCsv("a,b\n1,2\n", decimalMark: '\'') },
    };

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public void Mistakes_of_the_caller_are_named(string message, Action mistake) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(mistake).Message, StringComparison.Ordinal);
}
