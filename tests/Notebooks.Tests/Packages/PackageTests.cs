using System.IO.Compression;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Notebooks.Interactive;
using Notebooks.Packages;
using Notebooks.Tests.Interactive;

namespace Notebooks.Tests.Packages;

public class PackageTests
{
    [Fact]
    public void The_lines_of_packages_are_found_and_blanked()
    {
        var lines = PackageLines.In("#i \"nuget: https://example.test/index.json\"\n  #r \"nuget:One, 1.2.3\"\n#r \"nuget: Two\"\n#r " +
            "\"lib.dll\"\nvar a = 1;")!;
        Assert.Equal([new PackageRequest("One", "1.2.3"), new PackageRequest("Two", null)], lines.Packages);
        Assert.Equal(["https://example.test/index.json"], lines.Sources);
        Assert.Equal(["#r \"lib.dll\"", "var a = 1;"], lines.Code.Split('\n')[3..]);
        Assert.All(lines.Code.Split('\n')[..3], line => Assert.True(string.IsNullOrWhiteSpace(line)));
        Assert.Null(PackageLines.In("var a = \"nuget: X\";"));
    }

    [Fact]
    public async Task A_source_that_nobody_serves_is_told_soon()
    {
        using var host = new NotebookHost(AppContext.BaseDirectory);
        var error = (await Hosted.Run(host, "#i \"nuget:http://127.0.0.1:9/v3/index.json\"\n#r \"nuget: Nothing, 1.0.0\"")).LastError!;
        Assert.Equal("NU1301", error.Name);
        Assert.StartsWith("The package source http://127.0.0.1:9/v3/index.json cannot be reached.", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_of_a_folder_is_used_in_the_same_cell_and_what_does_not_exist_is_an_error()
    {
        using var files = new TestNotebooks();
        var source = Pack(files.Folder, "Sample.Greeting", "1.0.0",
            "namespace Sample; public static class Greeting { public static string Of(string name) => \"Hello, \" + name; }");
        using var host = new NotebookHost(files.Folder);
        var sink = await Hosted.Run(host,
            $"#i \"nuget:{source}\"\n#r \"nuget: Sample.Greeting, 1.0.0\"\nusing Sample;\nGreeting.Of(\"you\")");
        Assert.EndsWith("|update 1:Installed Sample.Greeting, 1.0.0|result:Hello, you", sink.All, StringComparison.Ordinal);
    }

    // A package is a zip file with a description and, here, one dll.
    private static string Pack(string folder, string name, string version, string code)
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var compilation = CSharpCompilation.Create(name,
            [CSharpSyntaxTree.ParseText(code, cancellationToken: TestContext.Current.CancellationToken)],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location),
                MetadataReference.CreateFromFile(Path.Combine(runtime, "System.Runtime.dll"))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var package = ZipFile.Open(Path.Combine(folder, $"{name}.{version}.nupkg"), ZipArchiveMode.Create);
        using (var description = new StreamWriter(package.CreateEntry($"{name}.nuspec").Open()))
            description.Write($"<package><metadata><id>{name}</id><version>{version}</version><authors>tests</authors><description>A " +
                "test.</description></metadata></package>");
        using var dll = package.CreateEntry($"lib/net8.0/{name}.dll").Open();
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        dll.Write(image.ToArray());
        return folder;
    }
}
