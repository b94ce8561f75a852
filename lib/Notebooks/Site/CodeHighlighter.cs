using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Site;

/// <summary>Colours C# by what the compiler's parser sees in it.</summary>
internal static class CodeHighlighter
{
    private static readonly CSharpParseOptions Script = new(LanguageVersion.CSharp13, kind: SourceCodeKind.Script);

    /// <returns>The code as HTML, each coloured part in a <c>span</c> whose class says what it is.</returns>
    public static string ToHtml(string code)
    {
        var html = new StringBuilder();
        foreach (var token in CSharpSyntaxTree.ParseText(code, Script).GetRoot().DescendantTokens())
        {
            foreach (var trivia in token.LeadingTrivia) Append(html, trivia.ToFullString(), Kind(trivia));
            Append(html, token.Text, Kind(token));
            foreach (var trivia in token.TrailingTrivia) Append(html, trivia.ToFullString(), Kind(trivia));
        }
        return html.ToString();
    }

    private static void Append(StringBuilder html, string text, string? kind)
    {
        if (text.Length == 0) return;
        html.Append(kind is null ? Html.Escape(text) : $"<span class=\"{kind}\">{Html.Escape(text)}</span>");
    }

    private static string? Kind(SyntaxTrivia trivia) => trivia.Kind() switch
    {
        SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia => "com",
        _ => trivia.IsDirective ? "dir" : null,
    };

    private static string? Kind(SyntaxToken token)
    {
        if (token.IsKeyword() || token.IsContextualKeyword()) return "key";
        return token.Kind() switch
        {
            SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringTextToken
                or SyntaxKind.InterpolatedStringStartToken or SyntaxKind.InterpolatedStringEndToken
                    or SyntaxKind.InterpolatedVerbatimStringStartToken
                or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken
                or SyntaxKind.InterpolatedSingleLineRawStringStartToken or SyntaxKind.InterpolatedMultiLineRawStringStartToken
                or SyntaxKind.InterpolatedRawStringEndToken => "str",
            SyntaxKind.NumericLiteralToken => "num",
            SyntaxKind.IdentifierToken => Kind(token.Text, token.Parent),
            _ => null,
        };
    }

    private static string? Kind(string name, SyntaxNode? node)
    {
        if (node is BaseTypeDeclarationSyntax or TypeParameterSyntax) return "typ";
        if (node is MethodDeclarationSyntax or LocalFunctionStatementSyntax) return "fun";
        if (node is not SimpleNameSyntax simple) return null;
        if (name is "var" or "await" && simple.Parent is VariableDeclarationSyntax or ForEachStatementSyntax) return "key";
        SyntaxNode outer = simple.Parent is MemberAccessExpressionSyntax access && access.Name == simple ? access : simple;
        if (outer.Parent is InvocationExpressionSyntax call && call.Expression == outer) return "fun";
        return IsType(simple, name) ? "typ" : null;
    }

    private static bool IsType(SimpleNameSyntax name, string text) => name.Parent switch
    {
        ObjectCreationExpressionSyntax or ParameterSyntax or TypeArgumentListSyntax or CastExpressionSyntax or ArrayTypeSyntax
            or NullableTypeSyntax
            or BaseTypeSyntax or TypeOfExpressionSyntax or DeclarationPatternSyntax or MethodDeclarationSyntax
                or LocalFunctionStatementSyntax
            or PropertyDeclarationSyntax or TupleElementSyntax => true,
        VariableDeclarationSyntax declaration => declaration.Type == name,
        ForEachStatementSyntax loop => loop.Type == name,
        // A capital before a dot is a type far more often than a property.
        MemberAccessExpressionSyntax access => access.Expression == name && text.Length > 1 && char.IsUpper(text[0]),
        _ => false,
    };
}
