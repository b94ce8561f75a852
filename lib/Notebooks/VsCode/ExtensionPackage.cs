using System.IO.Compression;
using System.Security;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Notebooks.Documents;
using Notebooks.Site;

namespace Notebooks.VsCode;

/// <summary>Packs the extension of <c>lib/vscode</c> into a .vsix, which is a zip file with two lists of contents.</summary>
/// <param name="repository">The repository's folder; the extension remembers it, to open the chapters and to find the engine.</param>
internal sealed class ExtensionPackage(string repository)
{
    private readonly string _source = Path.Combine(repository, "lib", "vscode");

    /// <summary>The repository that this program was built in.</summary>
    /// <exception cref="NotebookException">It was moved away from its repository.</exception>
    public static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "lib", "vscode", "package.json"))) return folder.FullName;
        throw new NotebookException($"{AppContext.BaseDirectory}: not inside the repository, whose folder lib/vscode holds the " +
            "extension. Run it with: dotnet run -c Release --project lib/Notebooks");
    }

    /// <param name="path">Where the package is written, completely or not at all.</param>
    /// <param name="more">Files that come along.</param>
    public void Write(string path, params IEnumerable<string> more)
    {
        var temporary = path + ".tmp";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var package = ZipFile.Open(Recreated(temporary), ZipArchiveMode.Create))
        {
            Add(package, "[Content_Types].xml", ContentTypes);
            Add(package, "extension.vsixmanifest", Manifest());
            foreach (var file in Directory.EnumerateFiles(_source).Order(StringComparer.Ordinal).Concat(PictureFiles.All).Concat(more))
                package.CreateEntryFromFile(file, "extension/" + Path.GetFileName(file));
            Add(package, "extension/repository.json", new JsonObject { ["folder"] = repository }.ToJsonString());
        }
        File.Move(temporary, path, overwrite: true);
    }

    private static string Recreated(string path)
    {
        File.Delete(path);
        return path;
    }

    private static void Add(ZipArchive package, string name, string text)
    {
        using var writer = new StreamWriter(package.CreateEntry(name).Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.Write(text);
    }

    private string Manifest()
    {
        using var description = JsonDocument.Parse(File.ReadAllText(Path.Combine(_source, "package.json")));
        string Of(string name) => SecurityElement.Escape(description.RootElement.GetProperty(name).GetString()!)!;
        var engine = SecurityElement.Escape(description.RootElement.GetProperty("engines").GetProperty("vscode").GetString()!);
        return $"""
            <?xml version="1.0" encoding="utf-8"?>
            <PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
              <Metadata>
                <Identity Language="en-US" Id="{Of("name")}" Version="{Of("version")}" Publisher="{Of("publisher")}" />
                <DisplayName>{Of("displayName")}</DisplayName>
                <Description xml:space="preserve">{Of("description")}</Description>
                <Properties><Property Id="Microsoft.VisualStudio.Code.Engine" Value="{engine}" /></Properties>
              </Metadata>
              <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code" /></Installation>
              <Dependencies />
              <Assets><Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true" /></Assets>
            </PackageManifest>
            """;
    }

    private const string ContentTypes = """
        <?xml version="1.0" encoding="utf-8"?>
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
          <Default Extension=".json" ContentType="application/json" />
          <Default Extension=".js" ContentType="application/javascript" />
          <Default Extension=".mjs" ContentType="application/javascript" />
          <Default Extension=".md" ContentType="text/markdown" />
          <Default Extension=".vsixmanifest" ContentType="text/xml" />
        </Types>
        """;
}
