using System.IO.Compression;
using System.Text;
using DeepLearning.Data;
using DeepLearning.Frames;
using Notebooks.Documents;
using Notebooks.Jupyter;

namespace Fuzz;

/// <summary>All readers of this repository.</summary>
internal static class Targets
{
    private const int Images = 3;

    public static IEnumerable<Target> All() =>
    [
        new("gzip", [Pack(Idx()), .. Bombs()], input => Mnist.ParseImages(input, "x", Images), [typeof(InvalidDataException)],
            []) { Invalid = 2 },
        new("idx", [Idx()], input => Mnist.ParseImages(Pack(input), "x", Images), [typeof(InvalidDataException)],
            [[0, 0, 8, 3], [0, 0, 8, 1]]),
        new("labels", [[0, 0, 8, 1, 0, 0, 0, 3, 1, 2, 9]], input => Mnist.ParseLabels(Pack(input), "x", Images),
            [typeof(InvalidDataException)], [[0, 0, 8, 3], [0, 0, 8, 1]]),
        new("csv", [Text("a,b,c\n1,x,2.5\n,\"q \"\"r\"\", s\",NA\n"), Text("\uFEFFa,b\r\n1,2\r\n")], ReadCsv,
            [typeof(InvalidDataException)], Words("\"", "\"\"", ",", "\n", "\r\n", "NA", "a,", "\"\n\"", ";", "1,5",
                "\uFEFF")) { Factor = 200 },
        new("ppm", [Text("P6 2 1 255\nabcdef"), Text("P6\n# a remark\n1 2\n255\nabcdef")], ReadPpm, [typeof(InvalidDataException)],
            Words("P6", "#", "255", "65536", " ")),
        new("text", [Text("As you like it\n"), Text("größe 🦝")], input => _ = new TextCorpus(Encoding.UTF8.GetString(input)).Length,
            [typeof(ArgumentException)], []) { Factor = 80 },
        .. TensorTargets.All(),
        new("ipynb", NotebookSeeds(), ReadNotebook, [typeof(NotebookException)],
            Words("\"cells\"", "\"source\"", "\"cell_type\"", "\"code\"", "\"outputs\"", "\"metadata\"", "\"nbformat\":4", "\"id\":",
                "\"tags\":[", "\"execution_count\":", "\"text/html\"")) { Factor = 80 },
        new("connection", [Text(Connection)], input => ConnectionFile.Parse(input, "x"), [typeof(NotebookException)],
            Words("\"ip\":", "\"key\":", "\"127.0.0.1\"", "\"shell_port\":", "::1", "0.0.0.0", "65535")),
        .. MessageTargets.All(),
    ];

    private const string Connection =
        """{"ip":"127.0.0.1","transport":"tcp","signature_scheme":"hmac-sha256","key":"secret","shell_port":5001,"control_port":5002,"iopub_port":5003,"stdin_port":5004,"hb_port":5005}""";

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[][] Words(params string[] words) => [.. words.Select(Text)];

    private static byte[] Idx() => [0, 0, 8, 3, 0, 0, 0, Images, 0, 0, 0, 28, 0, 0, 0, 28, .. Enumerable.Range(0, Images * 28 * 28)
        .Select(i => (byte)i)];

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }

    // Some kilobytes that unpack to 64 MB, and a file packed twice.
    private static byte[][] Bombs() => [Pack(new byte[64 << 20]), Pack(Pack(Idx()))];

    private static void ReadCsv(byte[] input)
    {
        var frame = new CsvFrameReader("x", null, null, null, '.').Read(CsvText.Decode(input, "x", null));
        _ = frame.ToText();
        _ = frame.ToHtml();
        _ = frame.Describe().ToText();
    }

    private static void ReadPpm(byte[] input)
    {
        var image = RgbImage.ParsePpm(input, "x");
        image.ToArray();
        image.ToGray();
    }

    private static byte[][] NotebookSeeds() =>
    [
        Text("""{"cells":[{"cell_type":"code","id":"a","metadata":{"tags":["volatile"]},"execution_count":1,"source":["var x = 1;\n","x"],"outputs":[{"output_type":"execute_result","data":{"text/plain":["1"],"text/html":"<b>1</b>"},"metadata":{},"execution_count":1}]},{"cell_type":"markdown","id":"b","metadata":{},"source":"# Title\n$x^2$"}],"metadata":{"kernelspec":{"display_name":".NET (C#)","language":"C#","name":".net-csharp"},"language_info":{"name":"C#"}},"nbformat":4,"nbformat_minor":5}"""),
        Text("""{"cells":[{"cell_type":"raw","source":""},{"cell_type":"code","source":[],"outputs":[{"output_type":"stream","name":"stdout","text":"hi"},{"output_type":"error","ename":"E","evalue":"v","traceback":["t"]}]}],"metadata":{},"nbformat":4,"nbformat_minor":2}"""),
    ];

    // As the runner does: read, look at every cell, write.
    private static void ReadNotebook(byte[] input)
    {
        var notebook = NotebookReader.Read(Encoding.UTF8.GetString(input), "x");
        foreach (var cell in notebook.Cells) _ = (cell.Id, cell.Source, cell.Tags, cell.IsVolatile, cell.MayThrow, cell.Outputs.Count,
            cell.ExecutionCount);
        _ = notebook.Copy().ToText();
    }
}
