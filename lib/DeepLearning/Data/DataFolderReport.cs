using DeepLearning.Display;

namespace DeepLearning.Data;

/// <summary>A file of the data folder.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its length; null when it is missing.</param>
/// <param name="State">intact, damaged or missing.</param>
public sealed record DataFileState(string Name, long? Bytes, string State);

/// <summary>The files of the data folder, compared with their checksums.</summary>
[TypeFormatterSource(typeof(RichOutputFormatters))]
public sealed class DataFolderReport : IRichOutput
{
    internal DataFolderReport(IReadOnlyList<DataFileState> files) => Files = files;

    /// <summary>The files, in the order of <c>data/README.md</c>.</summary>
    public IReadOnlyList<DataFileState> Files { get; }

    /// <summary>The report as text in aligned columns.</summary>
    public override string ToString() => Table.ToString();

    /// <summary>The report as HTML.</summary>
    public string ToHtml() => Table.ToHtml() + Table.NoteHtml;

    private TextTable Table => new(["file", "bytes", "state"], [.. Files.Select(file => new[] { file.Name, $"{file.Bytes}", file.State })],
        column => column == 1, $"{Files.Count(file => file.State == "intact")} of {Files.Count} files are intact");
}
