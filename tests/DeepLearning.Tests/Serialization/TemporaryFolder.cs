namespace DeepLearning.Tests.Serialization;

/// <summary>A folder for the files of one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("serialization").FullName;

    public string this[string name] => Path.Combine(_path, name);

    public string[] Files => [.. Directory.GetFiles(_path, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(_path, file)).Order()];

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
