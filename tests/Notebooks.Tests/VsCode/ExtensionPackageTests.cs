using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Notebooks.VsCode;

namespace Notebooks.Tests.VsCode;

public sealed class ExtensionPackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vsix-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_package_holds_the_extension_and_says_what_it_is()
    {
        var repository = ExtensionPackage.Repository();
        var path = Path.Combine(_folder, "new", "extension.vsix");
        new ExtensionPackage(repository).Write(path);
        new ExtensionPackage(repository).Write(path); // over the old one

        using var package = ZipFile.OpenRead(path);
        var names = package.Entries.Select(entry => entry.FullName).ToList();
        Assert.All(["[Content_Types].xml", "extension.vsixmanifest", "extension/package.json", "extension/extension.js",
            "extension/repository.json",
            "extension/renderer.mjs", "extension/pictures.js", "extension/slider.js", "extension/line.js", "extension/digit.js",
                "extension/plotly.min.js"],
            name => Assert.Contains(name, names));
        var description = JsonNode.Parse(Text(package, "extension/package.json"))!;
        var identity = XDocument.Parse(Text(package, "extension.vsixmanifest")).Descendants()
            .Single(element => element.Name.LocalName == "Identity");
        Assert.Equal((string?)description["name"], identity.Attribute("Id")!.Value);
        Assert.Equal((string?)description["version"], identity.Attribute("Version")!.Value);
        Assert.Equal(repository, (string?)JsonNode.Parse(Text(package, "extension/repository.json"))!["folder"]);
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    [Fact]
    public void Every_file_type_in_the_package_is_declared()
    {
        var path = Path.Combine(_folder, "extension.vsix");
        new ExtensionPackage(ExtensionPackage.Repository()).Write(path);
        using var package = ZipFile.OpenRead(path);
        var declared = XDocument.Parse(Text(package, "[Content_Types].xml")).Root!.Elements()
            .Select(element => element.Attribute("Extension")!.Value).ToHashSet();
        Assert.All(package.Entries.Where(entry => entry.FullName != "[Content_Types].xml"),
            entry => Assert.Contains(Path.GetExtension(entry.FullName), declared));
    }

    private static string Text(ZipArchive package, string name)
    {
        using var reader = new StreamReader(package.GetEntry(name)!.Open());
        return reader.ReadToEnd();
    }
}
