using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Notebooks.Editing;

/// <summary>Finds what could be typed at a position: members after a dot, else names in scope and keywords.</summary>
internal sealed class CompletionFinder(SemanticModel model, SyntaxNode root, int position)
{
    private static readonly string[] Keywords =
    [
        .. SyntaxFacts.GetKeywordKinds().Select(SyntaxFacts.GetText)
            .Where(word => word.Length > 1 && word.All(char.IsLower)).Concat(["var", "await", "async", "record", "when", "nameof"])
                .Distinct(),
    ];

    public Completion Find()
    {
        if (position == 0) return Result(0, 0, InScope().Concat(KeywordItems()));
        var token = root.FindToken(Math.Min(position, root.FullSpan.End) - 1);
        if (IsText(token)) return Completion.Nothing(position);
        var inWord = token.Span.Contains(position - 1) && SyntaxFacts.IsIdentifierStartCharacter(token.Text.FirstOrDefault());
        var start = inWord ? token.SpanStart : position;
        var end = inWord ? Math.Max(position, token.Span.End) : position;
        var before = inWord ? token.GetPreviousToken() : token;
        if (token.IsKind(SyntaxKind.NumericLiteralToken) && token.Span.Contains(position - 1)) return Completion.Nothing(position);
        return before.Kind() is SyntaxKind.DotToken or SyntaxKind.ColonColonToken
            ? Result(start, end, Members(before))
            : Result(start, end, InScope().Concat(ArgumentNames(before)).Concat(KeywordItems()));
    }

    // Comments, strings and characters; not the braces of an interpolated string, where code stands.
    private bool IsText(SyntaxToken token)
    {
        if (root.FindTrivia(position - 1) is var trivia && !trivia.IsKind(SyntaxKind.None)
            && trivia.Kind() is not (SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia or SyntaxKind.SkippedTokensTrivia))
            return true;
        var inside = token.Span.Contains(position - 1) && (position < token.Span.End || token.IsMissing || !token.Text.EndsWith('"'));
        return inside && token.Kind() is SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken
            or SyntaxKind.InterpolatedStringTextToken
            or SyntaxKind.MultiLineRawStringLiteralToken or SyntaxKind.SingleLineRawStringLiteralToken
                or SyntaxKind.InterpolatedStringStartToken;
    }

    private IEnumerable<CompletionItem> Members(SyntaxToken dot)
    {
        var left = dot.Parent switch
        {
            MemberAccessExpressionSyntax access => access.Expression,
            QualifiedNameSyntax name => name.Left,
            MemberBindingExpressionSyntax binding => binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>()?.Expression,
            _ => null,
        };
        if (left is null) return [];
        // Before the next line, x. looks like the beginning of a type's name.
        if (left is NameSyntax && model.GetSymbolInfo(left).Symbol is null) left = SyntaxFactory.ParseExpression(left.ToString());
        var symbol = Symbol(left);
        if (symbol is INamespaceSymbol space) return Items(model.LookupNamespacesAndTypes(position, space));
        if (symbol is INamedTypeSymbol type && left is not InstanceExpressionSyntax)
            return Items(model.LookupSymbols(position, type).Where(member => member.IsStatic || member is INamedTypeSymbol));
        var value = left.SyntaxTree == model.SyntaxTree ? model.GetTypeInfo(left).Type
            : model.GetSpeculativeTypeInfo(position, left, SpeculativeBindingOption.BindAsExpression).Type;
        if (dot.Parent is MemberBindingExpressionSyntax
            && value is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            value = nullable.TypeArguments[0];
        return value is null or IErrorTypeSymbol ? [] : Items(model.LookupSymbols(position, value, includeReducedExtensionMethods: true)
            .Where(member => !member.IsStatic && member is not INamedTypeSymbol));
    }

    private ISymbol? Symbol(ExpressionSyntax expression) => expression.SyntaxTree == model.SyntaxTree
        ? model.GetSymbolInfo(expression).Symbol
        : model.GetSpeculativeSymbolInfo(position, expression, SpeculativeBindingOption.BindAsExpression).Symbol;

    private static IEnumerable<CompletionItem> KeywordItems() => Keywords.Select(word => new CompletionItem(word, "keyword", () => null));

    private IEnumerable<CompletionItem> InScope() => Items(model.LookupSymbols(position));

    private IEnumerable<CompletionItem> ArgumentNames(SyntaxToken before)
    {
        if (before.Parent?.FirstAncestorOrSelf<BaseArgumentListSyntax>() is not { Parent: ExpressionSyntax call }) return [];
        var info = model.GetSymbolInfo(call);
        var methods = (info.Symbol is null ? info.CandidateSymbols.AsEnumerable() : [info.Symbol])
            .Concat(call is InvocationExpressionSyntax invocation ? model.GetMemberGroup(invocation.Expression) : [])
                .OfType<IMethodSymbol>();
        return methods.SelectMany(method => method.Parameters).DistinctBy(parameter => parameter.Name)
            .Select(parameter => new CompletionItem(parameter.Name + ":", "parameter", () => Describe(parameter)));
    }

    private IEnumerable<CompletionItem> Items(IEnumerable<ISymbol> symbols) => symbols
        .Where(symbol => symbol.CanBeReferencedByName
            && symbol is not IMethodSymbol
            {
                MethodKind: not (MethodKind.Ordinary or MethodKind.ReducedExtension
                or MethodKind.LocalFunction)
            })
        .Where(symbol => !IsHidden(symbol))
        .GroupBy(symbol => symbol.Name)
        .Select(group => new CompletionItem(group.Key, Description.Kind(group.First()), () => Describe(group.First(), group.Count() - 1)));

    private static bool IsHidden(ISymbol symbol) => symbol.GetAttributes().Any(attribute =>
        attribute.AttributeClass?.Name == "EditorBrowsableAttribute" && attribute.ConstructorArguments is [{ Value: 1 }]);

    private Inspection Describe(ISymbol symbol, int others = 0) => Description.Of(symbol, model, new TextSpan(position, 0), others);

    private static Completion Result(int start, int end, IEnumerable<CompletionItem> items) =>
        new(start, end, [.. items.DistinctBy(item => item.Text).OrderBy(item => item.Text, StringComparer.OrdinalIgnoreCase)]);
}
