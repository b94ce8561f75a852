using DeepLearning.Display;

namespace DeepLearning.Data;

/// <summary>Finds the folder <c>data</c> with the data sets of this project, and checks the files in it.</summary>
/// <remarks>
/// Looked for in this order: the folder that the environment variable <c>DL_DATA</c> names; a folder <c>data</c> in the current folder or
/// in one
/// above it; a folder <c>data</c> beside or above this library. What the files are, and their checksums, is in <c>data/README.md</c>.
/// </remarks>
public static class DataFolder
{
    /// <summary>The name of the environment variable that says where the data sets are.</summary>
    public const string Variable = "DL_DATA";

    /// <summary>The full path of the folder.</summary>
    /// <exception cref="DirectoryNotFoundException">There is none; the message says where it was looked for.</exception>
    public static string Path => Find(Environment.GetEnvironmentVariable(Variable), Environment.CurrentDirectory, LibraryFolder);

    /// <summary>The full path of a file in the folder.</summary>
    /// <param name="name">The file's name, such as <c>boston.csv</c>.</param>
    /// <exception cref="DirectoryNotFoundException">There is no folder; the message says where it was looked for.</exception>
    /// <exception cref="FileNotFoundException">There is no such file in it.</exception>
    public static string PathOf(string name)
    {
        string folder = Path, path = System.IO.Path.Combine(folder, name);
        return File.Exists(path) ? path : throw new FileNotFoundException(
            $"{System.IO.Path.GetFileName(folder)}/{name}: not found in {folder}. {DataFile.Advice}", path);
    }

    /// <summary>Compares every file with its checksum: it is intact, damaged or missing.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no folder; the message says where it was looked for.</exception>
    public static DataFolderReport Verify() => Verify(Path);

    internal static DataFolderReport Verify(string folder) => new([.. DataFile.All.Select(file =>
        new FileInfo(System.IO.Path.Combine(folder, file.Name)) is { Exists: true } found
            ? new DataFileState(file.Name, found.Length, file.State(folder)) : new DataFileState(file.Name, null, file.State(folder)))]);

    internal static string Find(string? variable, string currentFolder, string? libraryFolder)
    {
        if (!string.IsNullOrWhiteSpace(variable))
        {
            return Directory.Exists(variable) ? System.IO.Path.GetFullPath(variable) : throw new DirectoryNotFoundException(
                $"The environment variable {Variable} names {variable}, which is not a folder. Point it to the folder with the data " +
                "sets, or unset it.");
        }
        string[] tried = [.. Candidates(currentFolder), .. libraryFolder is null ? [] : Candidates(libraryFolder)];
        return tried.FirstOrDefault(HoldsDataSets) ?? throw new DirectoryNotFoundException(
            $"The folder 'data' with the data sets was not found. Looked for it in: {string.Join(", ", tried.Distinct())}. " +
            $"Run from a folder inside the repository, or set {Variable} to the folder.");
    }

    private static string? LibraryFolder =>
        System.IO.Path.GetDirectoryName(typeof(DataFolder).Assembly.Location) is { Length: > 0 } folder ? folder : null;

    private static IEnumerable<string> Candidates(string start)
    {
        for (string? folder = System.IO.Path.GetFullPath(start); folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
            yield return System.IO.Path.Combine(folder, "data");
    }

    // Somebody's own folder 'data' may lie on the way.
    private static bool HoldsDataSets(string folder) => DataFile.All.Any(file => File.Exists(System.IO.Path.Combine(folder, file.Name)));
}

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
