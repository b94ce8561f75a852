using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Notebooks.Cells;

namespace Notebooks.Engine;

/// <summary>What cells can use: the framework, <see cref="DisplayExtensions"/>, and the dlls that they name with <c>#r</c> together with
/// everything that lies beside those. Files are read into memory at once and never held open or mapped, so that the library can be rebuilt
/// while a session runs; the session goes on with what it has read.</summary>
internal sealed class ScriptReferences(string folder) : MetadataReferenceResolver
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> Framework = new(LoadFramework);
    private static readonly ConcurrentDictionary<string, string> Beside = new(StringComparer.OrdinalIgnoreCase);
    private static readonly ConcurrentDictionary<string, byte[]> Images = new(StringComparer.OrdinalIgnoreCase);
    private static readonly ConcurrentDictionary<string, Assembly> Loaded = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, ImmutableArray<PortableExecutableReference>> known = new();

    static ScriptReferences() => AppDomain.CurrentDomain.AssemblyResolve += (_, request) => Resolve(request.Name);

    public static ImmutableArray<MetadataReference> Default => Framework.Value;

    public override bool ResolveMissingAssemblies => true;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        if (!reference.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)) return [];
        var path = Path.GetFullPath(Path.Combine(folder, reference.Replace('\\', '/')));
        return known.GetOrAdd(path, Read);
    }

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        Beside.TryGetValue(referenceIdentity.Name, out var path) ? Read(path).FirstOrDefault() : null;

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => folder.GetHashCode(StringComparison.Ordinal);

    private static ImmutableArray<PortableExecutableReference> Read(string path)
    {
        if (!File.Exists(path)) return [];
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, "*.dll")) Beside.TryAdd(Path.GetFileNameWithoutExtension(file), file);
        var image = Images.GetOrAdd(Path.GetFileNameWithoutExtension(path), _ => File.ReadAllBytes(path));
        return [MetadataReference.CreateFromImage(image)];
    }

    private static Assembly? Resolve(string fullName)
    {
        var name = new AssemblyName(fullName).Name!;
        if (!Beside.TryGetValue(name, out var path)) return null;
        return Loaded.GetOrAdd(name, _ =>
        {
            using var image = new MemoryStream(Images.GetOrAdd(name, _ => File.ReadAllBytes(path)));
            return AssemblyLoadContext.Default.LoadFromStream(image);
        });
    }

    private static ImmutableArray<MetadataReference> LoadFramework()
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return [.. trusted.Where(path => path.StartsWith(runtime, StringComparison.OrdinalIgnoreCase))
            .Append(typeof(DisplayExtensions).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path))];
    }
}
