using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Runtime.Loader;
using Microsoft.AspNetCore.Html;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting;
using Notebooks.Editing;

namespace Notebooks.Engine;

/// <summary>What the cells of a session can use: the framework, the functions of every cell, the dlls that they name with <c>#r</c>, and
/// at run time what lies beside those. Files are read into memory at once and never held open, so that the library can be rebuilt
/// while a session runs; the session goes on with what it has read.</summary>
internal sealed class ScriptReferences(string folder) : MetadataReferenceResolver
{
    private static readonly Lazy<CSharpCompilation> FrameworkSymbols = new(BindFramework);
    private readonly ConcurrentDictionary<string, byte[]> _images = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> _beside = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, PortableExecutableReference> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _packages = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, string> _natives = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, bool> _folders = new(StringComparer.Ordinal);
    private LibraryLoadContext? _loadContext;

    public static ImmutableArray<MetadataReference> Framework => FrameworkSymbols.Value.ExternalReferences;

    public override bool ResolveMissingAssemblies => true;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath,
        MetadataReferenceProperties properties)
    {
        if (!reference.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)) return [];
        var path = Path.GetFullPath(Path.Combine(folder, reference.Replace('\\', '/')));
        if (!File.Exists(path)) return [];
        _folders.TryAdd(Path.GetDirectoryName(path)!, true);
        foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(path)!, "*.dll"))
            _beside.TryAdd(Path.GetFileNameWithoutExtension(file), file);
        return [Read(path)];
    }

    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        _beside.TryGetValue(referenceIdentity.Name, out var path) ? Read(path) : null;

    /// <summary>Lets cells use what a package brought; what the program itself shares with cells stays the program's.</summary>
    /// <returns>The assemblies that are new.</returns>
    public IReadOnlyList<string> Add(IReadOnlyList<string> assemblies, IReadOnlyList<string> libraries)
    {
        foreach (var library in libraries) _natives.TryAdd(Path.GetFileName(library), library);
        return [.. assemblies.Where(path => !IsShared(Path.GetFileNameWithoutExtension(path))
            && _packages.TryAdd(Path.GetFileNameWithoutExtension(path), path)
            && _beside.TryAdd(Path.GetFileNameWithoutExtension(path), path))];
    }

    /// <summary>Loads an assembly of a package.</summary>
    public Assembly LoadPackage(string path)
    {
        var name = AssemblyName.GetAssemblyName(path);
        _packages.TryAdd(name.Name!, path);
        return (_loadContext ??= new LibraryLoadContext(this)).LoadFromAssemblyName(name);
    }

    /// <summary>Loads the code of a compiled cell.</summary>
    public Assembly Load(MemoryStream image, MemoryStream symbols) =>
        (_loadContext ??= new LibraryLoadContext(this)).LoadCell(image, symbols);

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => folder.GetHashCode(StringComparison.Ordinal);

    private static bool IsShared(string name) =>
        Framework.OfType<PortableExecutableReference>()
            .Any(reference => string.Equals(Path.GetFileNameWithoutExtension(reference.FilePath), name,
                StringComparison.OrdinalIgnoreCase));

    private PortableExecutableReference Read(string path) =>
        _known.GetOrAdd(path, static (path, self) => MetadataReference.CreateFromImage(
            self.Image(path), documentation: new DocFile(Path.ChangeExtension(path, ".xml")), filePath: path), this);

    private byte[] Image(string path) => _images.GetOrAdd(Path.GetFileNameWithoutExtension(path), _ => File.ReadAllBytes(path));

    // Compilations share the symbols of the framework as long as one of them lives. If the first two were bound at the same time (a cell
    // that runs and the
    // check of one that is typed), each would make symbols of its own, and a later cell mix them: its lists are no IEnumerable. So they
    // are made once, and kept.
    private static CSharpCompilation BindFramework()
    {
        var compilation = CSharpCompilation.CreateScriptCompilation("Framework", references: LoadFramework(),
            options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary,
                assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default));
        _ = compilation.GetSpecialType(SpecialType.System_Object);
        return compilation;
    }

    private static ImmutableArray<MetadataReference> LoadFramework()
    {
        var trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        // By this list and not by where the assembly of object lies: that has its links resolved, and .NET may be installed behind one.
        var runtime = Path.GetDirectoryName(trusted.First(path => Path.GetFileName(path) == "System.Private.CoreLib.dll"))!;
        return
        [
            .. trusted.Where(path => path.StartsWith(runtime, StringComparison.OrdinalIgnoreCase))
                .Select(path => MetadataReference.CreateFromFile(path, documentation: DocFile.OfFramework(path))),
            Own(typeof(Session).Assembly.Location),
            WithoutDisplay(typeof(Formatter).Assembly.Location),
            .. InteractiveAssemblies.Select(assembly => Own(assembly.Location)),
        ];
    }

    private static Assembly[] InteractiveAssemblies =>
        [typeof(Kernel).Assembly, typeof(IHtmlContent).Assembly, typeof(System.Reactive.Unit).Assembly];

    // The package puts its Display into the namespace System, where it would stand beside ours. For the cells it is not there.
    private static PortableExecutableReference WithoutDisplay(string path)
    {
        var image = File.ReadAllBytes(path);
        using var reader = new PEReader([.. image]);
        var metadata = reader.GetMetadataReader();
        var row = metadata.TypeDefinitions.Select(type => MetadataTokens.GetRowNumber(type))
            .Single(row => metadata.GetTypeDefinition(MetadataTokens.TypeDefinitionHandle(row)) is var type
                && metadata.StringComparer.Equals(type.Name, "DisplayExtensions")
                && metadata.StringComparer.Equals(type.Namespace, "System"));
        var flags = reader.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.TypeDef) +
            (row - 1) * metadata.GetTableRowSize(TableIndex.TypeDef);
        image[flags] = (byte)(image[flags] & ~(int)TypeAttributes.VisibilityMask);
        return MetadataReference.CreateFromImage(image, documentation: new DocFile(Path.ChangeExtension(path, ".xml")), filePath: path);
    }

    private static PortableExecutableReference Own(string path) =>
        MetadataReference.CreateFromFile(path, documentation: new DocFile(Path.ChangeExtension(path, ".xml")));

    private sealed class LibraryLoadContext(ScriptReferences references) : AssemblyLoadContext("Notebook")
    {
        private readonly ConcurrentDictionary<string, Assembly> _cells = new(StringComparer.Ordinal);

        public Assembly LoadCell(MemoryStream image, MemoryStream symbols)
        {
            var cell = LoadFromStream(image, symbols);
            CellSymbols.Add(cell, symbols);
            _cells[cell.GetName().Name!] = cell;
            return cell;
        }

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (_cells.TryGetValue(assemblyName.Name!, out var cell)) return cell;
            // where it finds its native libraries
            if (references._packages.TryGetValue(assemblyName.Name!, out var package)) return LoadFromAssemblyPath(package);
            if (!references._beside.TryGetValue(assemblyName.Name!, out var path)) return null;
            using var image = new MemoryStream(references.Image(path));
            return LoadFromStream(image);
        }

        protected override nint LoadUnmanagedDll(string unmanagedDllName)
        {
            string[] names = [unmanagedDllName, unmanagedDllName + ".so", "lib" + unmanagedDllName + ".so", unmanagedDllName + ".dll",
                unmanagedDllName + ".dylib", "lib" + unmanagedDllName + ".dylib"];
            // Of a package, or beside the dlls that a cell names: assemblies that were read into memory know no folder of their own.
            var found = names.Select(name => references._natives.GetValueOrDefault(name)).FirstOrDefault(path => path is not null)
                ?? references._folders.Keys.SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
                    .FirstOrDefault(File.Exists);
            return found is null ? 0 : LoadUnmanagedDllFromPath(found);
        }
    }
}
