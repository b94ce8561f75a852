using DeepLearning.Data;

namespace DeepLearning.Tests.Data;

public sealed class DataFolderTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("dl-data-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string Folder(params string[] parts) => Directory.CreateDirectory(Path.Combine([_root, .. parts])).FullName;

    private static void Put(string folder, string name) => File.Copy(DataFolder.PathOf(name), Path.Combine(folder, name));

    [Fact]
    public void Every_file_of_the_repository_is_intact_and_its_checksum_stands_in_the_card()
    {
        var report = DataFolder.Verify();
        Assert.Equal(14, report.Files.Count);
        Assert.All(report.Files, file => Assert.Equal("intact", file.State));
        Assert.Matches("tiny-shakespeare.txt +1115394  intact\n14 of 14 files are intact$", report.ToString());
        Assert.Contains("<td style=\"text-align:right\">147471</td>", report.ToHtml(), StringComparison.Ordinal);
        string cards = File.ReadAllText(DataFolder.PathOf("README.md"));
        Assert.All(DataFile.All, file => Assert.Contains(file.Sha256, cards, StringComparison.Ordinal));
        Assert.All(DataFile.All, file => Assert.Contains(file.Name, cards, StringComparison.Ordinal));
    }

    [Fact]
    public void Missing_and_damaged_files_show_in_the_verification()
    {
        Put(_root, "boston.csv");
        File.WriteAllText(Path.Combine(_root, "raccoon.ppm"), "P6");
        var report = DataFolder.Verify(_root);
        Assert.Equal([new("boston.csv", 34727, "intact"), new("raccoon.ppm", 2, "damaged")],
            report.Files.Where(file => file.Bytes is not null));
        Assert.Equal(12, report.Files.Count(file => file.State == "missing"));
        Assert.EndsWith("1 of 14 files are intact", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_is_found_above_the_current_one_past_a_folder_of_somebody_else()
    {
        string data = Folder("data"), deep = Folder("notebooks", "solutions");
        Folder("notebooks", "data");
        Put(data, "boston.csv");
        Assert.Equal(data, DataFolder.Find(null, deep, null));
    }

    [Fact]
    public void The_folder_is_found_from_the_librarys_own_place()
    {
        string data = Folder("repository", "data"), library = Folder("repository", "lib", "bin");
        Put(data, "boston.csv");
        Assert.Equal(data, DataFolder.Find(null, Folder("elsewhere"), library));
    }

    [Fact]
    public void The_environment_variable_comes_first() => Assert.Equal(_root, DataFolder.Find(_root, Environment.CurrentDirectory, null));

    [Fact]
    public void A_variable_that_names_no_folder_is_refused()
    {
        string message = Assert.Throws<DirectoryNotFoundException>(() => DataFolder.Find("/no/such", _root, null)).Message;
        Assert.Equal("The environment variable DL_DATA names /no/such, which is not a folder. Point it to the folder with the data " +
            "sets, or unset it.", message);
    }

    [Fact]
    public void A_folder_that_is_nowhere_is_refused_with_the_places_it_was_looked_for_in()
    {
        string message = Assert.Throws<DirectoryNotFoundException>(() => DataFolder.Find(null, Folder("a"), Folder("b"))).Message;
        Assert.StartsWith($"The folder 'data' with the data sets was not found. Looked for it in: {Path.Combine(_root, "a", "data")}, ",
            message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(_root, "b", "data"), message, StringComparison.Ordinal);
        Assert.EndsWith("Run from a folder inside the repository, or set DL_DATA to the folder.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_refused_with_the_way_to_restore_it()
    {
        var error = Assert.Throws<FileNotFoundException>(() => DataFolder.PathOf("no-such.csv"));
        Assert.Equal($"data/no-such.csv: not found in {DataFolder.Path}. {DataFile.Advice}", error.Message);
    }

    [Fact]
    public void A_flipped_byte_is_found_by_the_checksum_even_after_the_file_was_good()
    {
        Put(_root, "boston.csv");
        string path = Path.Combine(_root, "boston.csv");
        Assert.Equal(34727, DataFile.Boston.Load(path, (bytes, _) => bytes.Length));
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^20] ^= 1;
        File.WriteAllBytes(path, bytes);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(1));
        string message = Assert.Throws<InvalidDataException>(() => DataFile.Boston.Load(path, (b, _) => b.Length)).Message;
        Assert.Matches("^data/boston\\.csv: the file is damaged or not the original: expected SHA-256 " +
            "120db5f8f709a491d588944524e8734435be94c6e02973bdd0ea4fcbe8e51ea9, " +
            "found [0-9a-f]{64}\\. Restore it from the repository \\(git checkout data/\\) or download it anew; its SHA-256 is in " +
                "data/README.md\\.$", message);
    }

    [Fact]
    public void Pictures_are_read_from_any_file()
    {
        string picture = Path.Combine(_root, "own.ppm");
        File.WriteAllText(picture, "P6 1 1 255\nabc");
        Assert.Equal('b', RgbImage.ReadPpm(picture).ToArray()[0, 0, 1]);
    }

    [Fact]
    public void What_the_reader_finds_wrong_comes_before_the_checksum()
    {
        string path = Path.Combine(_root, "boston.csv");
        File.WriteAllText(path, "crim,medv\n1,2\n3,four\n");
        string message = Assert.Throws<InvalidDataException>(() => DataFile.Boston.Load(path, Boston.Parse)).Message;
        Assert.StartsWith("data/boston.csv, line 3, column 'medv': 'four' is not a number", message, StringComparison.Ordinal);
        Assert.EndsWith(DataFile.Advice, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_image_file_and_a_mislabelled_one_say_so()
    {
        string path = Path.Combine(_root, DataFile.TestImages.Name);
        byte[] whole = File.ReadAllBytes(DataFolder.PathOf(DataFile.TestImages.Name));
        File.WriteAllBytes(path, whole[..(whole.Length / 3)]);
        string Message() => Assert.Throws<InvalidDataException>(() =>
            DataFile.TestImages.Load(path, (bytes, name) => Mnist.ParseImages(bytes, name, 10_000))).Message;
        Assert.Matches("^data/t10k-images-idx3-ubyte\\.gz: expected 10000 images of 28x28 \\(7,840,016 bytes after unpacking\\), found " +
            "[0-9],[0-9]{3},[0-9]{3} bytes: " +
            "the file is cut short( or damaged)?\\. Restore it from the repository", Message());
        File.Copy(DataFolder.PathOf(DataFile.TestLabels.Name), path, overwrite: true);
        Assert.Contains("found 00000801: this is another kind of file. Restore it", Message(), StringComparison.Ordinal);
    }
}
