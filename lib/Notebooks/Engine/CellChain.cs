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
/// <param name="HasValue">Whether it ends in an expression that has a value, or in a <c>return</c> of one.</param>
/// <param name="Insertions">How its text was changed for the compiler.</param>
internal sealed record CompiledCell(Func<Task<object?>> Start, bool HasValue, Insertions Insertions);

/// <summary>The cells of a session, each compiled as a script submission that sees what the earlier ones declared.</summary>
/// <remarks>Roslyn's own script runner does the same, but forgets a cell that is aborted; here its variables live on.</remarks>
internal sealed class CellChain(ScriptReferences references, string folder)
{
    // C# 14, as .NET Interactive has it.
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14, kind: SourceCodeKind.Script);

    // An endless recursion is an exception, where it would end the process.
    private static readonly EmitOptions Emission = new(debugInformationFormat: DebugInformationFormat.PortablePdb, instrumentationKinds: [InstrumentationKind.StackOverflowProbing]);

    private CSharpCompilation? _last;
    private object?[] _submissions = new object?[16];
    private int _count;

    /// <summary>The compilation that <paramref name="code"/> would be after the cells that ran, and after <paramref name="above"/>; nothing is declared.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="above">Cells that stand before it and have not run.</param>
    public CSharpCompilation Draft(string code, IEnumerable<string> above)
    {
        var previous = Volatile.Read(ref _last);
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
        var className = string.Create(CultureInfo.InvariantCulture, $"Cell#{_count + 1}");
        var written = Create(code, cellName, className, _last);
        var insertions = PollPlaces.In(written.SyntaxTrees[^1], () => written.GetSemanticModel(written.SyntaxTrees[^1]));
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var compilation = Create(insertions.Applied, cellName, className, _last);
        var emitted = compilation.Emit(image, symbols, options: Emission, cancellationToken: cancellation);
        problems = Errors(emitted.Diagnostics);
        if (problems.Length > 0)
        {
            // Told with the places, and of the text, that the reader wrote; what only the polls broke runs without them.
            compilation = written;
            image.SetLength(0);
            symbols.SetLength(0);
            insertions = new Insertions(written.SyntaxTrees[^1].GetText(cancellation), []);
            emitted = compilation.Emit(image, symbols, options: Emission, cancellationToken: cancellation);
            problems = Errors(emitted.Diagnostics);
        }
        if (problems.Length > 0) return null;
        var hasValue = HasValue(compilation, cancellation);
        // Without an error, nothing is emitted of a cell that has no code: only comments, #r and using.
        Func<object?[], Task<object?>> start = _ => Task.FromResult<object?>(null);
        if (emitted.Success)
        {
            image.Position = symbols.Position = 0;
            start = EntryPoint(references.Load(image, symbols), compilation, cancellation);
        }
        Volatile.Write(ref _last, compilation);
        _count++;
        // The compiler numbers the slots of the array itself: none is used by a cell without code, slot 0 by nobody.
        if (_submissions.Length < _count + 2) Array.Resize(ref _submissions, _submissions.Length * 2);
        return new CompiledCell(() => start(_submissions), hasValue, insertions);
    }

    /// <summary>The variables that the cells declared and ran so far, the latest of each name.</summary>
    public IReadOnlyList<Variable> Variables()
    {
        var found = new Dictionary<string, Variable>(StringComparer.Ordinal);
        foreach (var submission in _submissions.ToArray())
            foreach (var field in submission?.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) ?? [])
                if (!field.Name.Contains('<', StringComparison.Ordinal)) found[field.Name] = new Variable(field.Name, field, submission!);
        return [.. found.Values.OrderBy(variable => variable.Name, StringComparer.Ordinal)];
    }

    private static ImmutableArray<Diagnostic> Errors(ImmutableArray<Diagnostic> diagnostics) => [.. diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    private CSharpCompilation Create(string code, string cellName, string className, CSharpCompilation? previous) =>
        Create(SourceText.From(code, Encoding.UTF8), cellName, className, previous);

    private CSharpCompilation Create(SourceText code, string cellName, string className, CSharpCompilation? previous)
    {
        var tree = SyntaxFactory.ParseSyntaxTree(code, ParseOptions, cellName);
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, scriptClassName: className, usings: previous is null ? CellDefaults.Usings : [],
            optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, concurrentBuild: false, metadataReferenceResolver: references, sourceReferenceResolver: new SourceFileResolver([], folder),
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

    // A last expression without a semicolon is the value of the cell, unless it is void; so is what a return hands back.
    private static bool HasValue(CSharpCompilation compilation, CancellationToken cancellation)
    {
        var tree = compilation.SyntaxTrees[^1];
        var root = tree.GetCompilationUnitRoot(cancellation);
        if (root.Members.OfType<GlobalStatementSyntax>().Any(Returns)) return true;
        if (root.Members.LastOrDefault() is not GlobalStatementSyntax { Statement: ExpressionStatementSyntax last }) return false;
        return last.SemicolonToken.IsMissing
            && compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression, cancellation).Type?.SpecialType != SpecialType.System_Void;
    }

    private static bool Returns(GlobalStatementSyntax statement) =>
        statement.DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(node => node is ReturnStatementSyntax { Expression: not null });
}
