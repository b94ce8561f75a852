using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Editing;

/// <summary>A cell as the compiler understands it, without running it.</summary>
internal sealed class CodeAnalysis
{
    // Two versions of one assembly are unified silently; that is no matter for a reader.
    private static readonly HashSet<string> Unshown = ["CS1701", "CS1702", "CS8019"];
    private readonly CSharpCompilation _compilation;
    private readonly SyntaxTree _tree;
    private readonly SemanticModel _model;
    private readonly SyntaxNode _root;

    public CodeAnalysis(CSharpCompilation compilation)
    {
        _compilation = compilation;
        _tree = compilation.SyntaxTrees[^1] /* the files that it loads come first */;
        _model = compilation.GetSemanticModel(_tree);
        _root = _tree.GetRoot();
    }

    public IReadOnlyList<CellProblem> Problems() =>
    [
        .. _compilation.GetDiagnostics()
            .Where(problem => problem.Severity >= DiagnosticSeverity.Warning && problem.Location.IsInSource
                && !Unshown.Contains(problem.Id))
            .Select(problem => new CellProblem(problem.Id, problem.GetMessage(CultureInfo.InvariantCulture),
                problem.Severity == DiagnosticSeverity.Error,
                problem.Location.SourceSpan.Start, problem.Location.SourceSpan.End)),
    ];

    public Completion Complete(int position) => new CompletionFinder(_model, _root, position).Find();

    public Signatures? Signatures(int position) => Editing.Signatures.At(_model, _root, position);

    /// <returns>What the name at the position means; inside the parentheses of a call, what is called; null where there is
    /// neither.</returns>
    public Inspection? Inspect(int position)
    {
        var token = TokenAt(position);
        if (token.IsKind(SyntaxKind.None)) return null;
        for (var node = token.Parent; node is not null; node = node.Parent)
        {
            if (Symbol(node, token) is { } symbol) return Description.Of(symbol, _model, token.Span, Others(node));
            if (node is StatementSyntax or MemberDeclarationSyntax or LambdaExpressionSyntax) break;
            if (node is ArgumentListSyntax { Parent: { } call } && token.Parent is not (ExpressionSyntax or IdentifierNameSyntax)
                && Symbol(call, token) is { } called)
                return Description.Of(called, _model, token.Span, Others(call));
        }
        return null;
    }

    private SyntaxToken TokenAt(int position)
    {
        if (_root.FullSpan.IsEmpty) return default;
        var token = _root.FindToken(Math.Clamp(position, 0, _root.FullSpan.End - 1));
        if (token.Span.Contains(position) && IsWord(token)) return token;
        var before = position > 0 ? _root.FindToken(position - 1) : token;
        return before.Span.Contains(position - 1) && (IsWord(before)
            || !token.Span.Contains(position)) ? before : token.Span.Contains(position) ? token : default;
    }

    private static bool IsWord(SyntaxToken token) => token.IsKind(SyntaxKind.IdentifierToken) || SyntaxFacts.IsKeywordKind(token.Kind());

    private ISymbol? Symbol(SyntaxNode node, SyntaxToken token)
    {
        if (node is LiteralExpressionSyntax or ArgumentListSyntax or BlockSyntax) return null;
        var declared = _model.GetDeclaredSymbol(node);
        if (declared is not null && declared.Locations.Any(place => place.SourceTree == _tree && place.SourceSpan == token.Span))
            return declared;
        if (node is not (ExpressionSyntax or AttributeSyntax or ConstructorInitializerSyntax)) return null;
        var info = _model.GetSymbolInfo(node);
        return info.Symbol ?? info.CandidateSymbols.FirstOrDefault();
    }

    private int Others(SyntaxNode node) => node is ExpressionSyntax expression ? Math.Max(0,
        _model.GetMemberGroup(expression).Length - 1) : 0;
}
