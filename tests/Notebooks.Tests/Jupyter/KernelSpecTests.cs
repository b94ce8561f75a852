using System.Text.Json.Nodes;
using Notebooks.Documents;
using Notebooks.Jupyter;

namespace Notebooks.Tests.Jupyter;

public sealed class KernelSpecTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory().FullName;

    private KernelFolders Folders => new(Path.Combine(_root, "mine"), [Path.Combine(_root, "all")]);

    [Fact]
    public void Installing_writes_how_to_start_this_program()
    {
        var folder = KernelSpec.Install(Folders);
        Assert.Equal(Path.Combine(_root, "mine", ".net-csharp"), folder);
        var spec = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "kernel.json")))!;
        string[] argv = [.. spec["argv"]!.AsArray().Select(argument => argument!.ToString())];
        Assert.Equal(["kernel", "start", "{connection_file}"], argv[2..]);
        Assert.True(File.Exists(argv[1]) && Path.IsPathFullyQualified(argv[1]));
        Assert.Equal("message", spec["interrupt_mode"]!.ToString());
        Assert.Equal("C#", spec["language"]!.ToString());
        Assert.All(["pictures.js", "slider.js", "line.js", "digit.js", "plotly.min.js"],
            name => Assert.True(File.Exists(Path.Combine(folder, name)), name));
    }

    [Fact]
    public void Installing_twice_keeps_the_name() => Assert.Equal(KernelSpec.Install(Folders), KernelSpec.Install(Folders));

    [Theory]
    [InlineData("mine")]
    [InlineData("all")]
    public void A_kernel_of_somebody_else_keeps_its_name_and_its_file(string where)
    {
        var theirs = Path.Combine(_root, where, ".net-csharp", "kernel.json");
        AtomicFile.WriteAllText(theirs, "{\"argv\":[\"dotnet\",\"interactive\"]}");
        Assert.Equal(Path.Combine(_root, "mine", "deep-learning-csharp"), KernelSpec.Install(Folders));
        Assert.Equal([Path.Combine(_root, "mine", "deep-learning-csharp")], KernelSpec.Uninstall(Folders));
        Assert.Contains("interactive", File.ReadAllText(theirs), StringComparison.Ordinal);
    }

    [Fact]
    public void Uninstalling_removes_what_was_installed_and_can_be_repeated()
    {
        var folder = KernelSpec.Install(Folders);
        Assert.Equal([folder], KernelSpec.Uninstall(Folders));
        Assert.False(Directory.Exists(folder));
        Assert.Empty(KernelSpec.Uninstall(Folders));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named()
    {
        File.WriteAllText(Path.Combine(_root, "mine"), "a file");
        Assert.Contains("cannot be changed", Assert.Throws<NotebookException>(() => KernelSpec.Install(Folders)).Message,
            StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
