using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Notebooks.Engine;

/// <summary>A compiled cell, ready to be started once.</summary>
/// <param name="Start">Runs it up to its first unfinished <c>await</c>.</param>
/// <param name="HasValue">Whether it ends in an expression that has a value.</param>
internal sealed record CompiledCell(Func<Task<object?>> Start, bool HasValue);

/// <summary>The cells of a session, each compiled as a script submission that sees what the earlier ones declared.</summary>
/// <remarks>Roslyn's own script runner does the same, but forgets a cell that is aborted; here its variables live on.</remarks>
internal sealed class CellChain(ScriptReferences references)
{
    // C# 13, so that what runs here also runs on .NET Interactive.
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13, kind: SourceCodeKind.Script);

    private CSharpCompilation? last;
    private object?[] submissions = new object?[16];
    private int count;

    /// <summary>The compilation that <paramref name="code"/> would be after the cells that ran, and after <paramref name="above"/>; nothing is declared.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="above">Cells that stand before it and have not run.</param>
    public CSharpCompilation Draft(string code, IEnumerable<string> above)
    {
        var previous = Volatile.Read(ref last);
        var number = 0;
        foreach (var cell in above) previous = Create(cell, "draft", string.Create(CultureInfo.InvariantCulture, $"Draft#{++number}"), previous);
        return Create(code, "draft", "Draft#0", previous);
    }

    /// <summary>Compiles a cell and, when it has no error, declares what it declares.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="cellName">The file name in messages.</param>
    /// <param name="problems">The errors; empty when it compiled.</param>
    /// <param name="cancellation">Stops compiling.</param>
    /// <returns>Null when it did not compile.</returns>
    public CompiledCell? Compile(string code, string cellName, out ImmutableArray<Diagnostic> problems, CancellationToken cancellation)
    {
        var compilation = Create(code, cellName, string.Create(CultureInfo.InvariantCulture, $"Cell#{count + 1}"), last);
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var emitted = compilation.Emit(image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb), cancellationToken: cancellation);
        problems = [.. emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
        if (problems.Length > 0) return null;
        var hasValue = HasValue(compilation, cancellation);
        // Without an error, nothing is emitted of a cell that has no code: only comments, #r and using.
        Func<object?[], Task<object?>> start = _ => Task.FromResult<object?>(null);
        if (emitted.Success)
        {
            image.Position = symbols.Position = 0;
            start = EntryPoint(references.Load(image, symbols), compilation, cancellation);
        }
        Volatile.Write(ref last, compilation);
        count++;
        // The compiler numbers the slots of the array itself: none is used by a cell without code, slot 0 by nobody.
        if (submissions.Length < count + 2) Array.Resize(ref submissions, submissions.Length * 2);
        return new CompiledCell(() => start(submissions), hasValue);
    }

    private CSharpCompilation Create(string code, string cellName, string className, CSharpCompilation? previous)
    {
        var tree = SyntaxFactory.ParseSyntaxTree(SourceText.From(code, Encoding.UTF8), ParseOptions, cellName);
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, scriptClassName: className, usings: previous is null ? CellDefaults.Usings : [],
            optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, concurrentBuild: false, metadataReferenceResolver: references,
            assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default, nullableContextOptions: NullableContextOptions.Annotations);
        // A later cell inherits usings and references. Given them anew, it would keep symbols of its own of the whole framework: over 1 MB a cell.
        return CSharpCompilation.CreateScriptCompilation(className, tree, previous is null ? ScriptReferences.Framework : [], options, previous, typeof(object));
    }

    private static Func<object?[], Task<object?>> EntryPoint(Assembly assembly, CSharpCompilation compilation, CancellationToken cancellation)
    {
        var entry = compilation.GetEntryPoint(cancellation)!;
        return assembly.GetType(entry.ContainingType.MetadataName)!
            .GetMethod(entry.MetadataName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .CreateDelegate<Func<object?[], Task<object?>>>();
    }

    // A last expression without a semicolon is the value of the cell, unless it is void.
    private static bool HasValue(CSharpCompilation compilation, CancellationToken cancellation)
    {
        var tree = compilation.SyntaxTrees.Single();
        if (tree.GetCompilationUnitRoot(cancellation).Members.LastOrDefault() is not GlobalStatementSyntax { Statement: ExpressionStatementSyntax last }) return false;
        return last.SemicolonToken.IsMissing
            && compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression, cancellation).Type?.SpecialType != SpecialType.System_Void;
    }
}
