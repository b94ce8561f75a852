using System.Collections.Frozen;
using System.Globalization;
using System.Xml;
using Microsoft.CodeAnalysis;

namespace Notebooks.Editing;

/// <summary>The doc comments of an assembly, from the XML files that the compiler wrote beside it; read when first asked for.</summary>
internal sealed class DocFile(params IReadOnlyList<string> paths) : DocumentationProvider
{
    private readonly Lazy<FrozenDictionary<string, string>> _comments = new(() => Read(paths));

    /// <summary>The comments of the .NET libraries, which an SDK has among its reference assemblies.</summary>
    public static DocFile OfFramework(string assemblyPath)
    {
        var runtime = Path.GetDirectoryName(assemblyPath)!;
        var packs = Path.Combine(runtime, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref");
        var folder = Directory.Exists(packs)
            ? Directory.EnumerateDirectories(packs).Order(StringComparer.Ordinal)
                .SelectMany(version => Directory.EnumerateDirectories(Path.Combine(version, "ref"))).LastOrDefault()
            : null;
        if (folder is null) return new DocFile();
        var name = Path.GetFileNameWithoutExtension(assemblyPath);
        string[] files = name == "System.Private.CoreLib" ? ["System.Runtime", "System.Collections", "System.Threading", "System.Memory"]
            : [name];
        return new DocFile([.. files.Select(file => Path.Combine(folder, file + ".xml"))]);
    }

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => paths.Count > 0 ? paths[0].GetHashCode(StringComparison.Ordinal) : 0;

    protected override string? GetDocumentationForSymbol(string documentationMemberID, CultureInfo preferredCulture,
        CancellationToken cancellationToken = default) =>
        _comments.Value.GetValueOrDefault(documentationMemberID);

    private static FrozenDictionary<string, string> Read(IEnumerable<string> paths)
    {
        var comments = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in paths.Where(File.Exists))
        {
            try
            {
                using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var reader = XmlReader.Create(stream);
                while (reader.ReadToFollowing("member"))
                    if (reader.GetAttribute("name") is { } name) comments[name] = reader.ReadInnerXml();
            }
            catch (XmlException)
            {
                // A file cut short by a build that is under way documents as much as it holds.
            }
        }
        return comments.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
