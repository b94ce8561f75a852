using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Editing;

/// <summary>The forms of the call that the cursor stands in.</summary>
/// <param name="Items">All overloads, the one with the fewest parameters first.</param>
/// <param name="Active">Which of them takes the arguments that are there.</param>
/// <param name="Parameter">Which parameter is being written, from 0.</param>
internal sealed record Signatures(IReadOnlyList<Signature> Items, int Active, int Parameter)
{
    /// <returns>Null outside of the parentheses of a call.</returns>
    public static Signatures? At(SemanticModel model, SyntaxNode root, int position)
    {
        if (root.FullSpan.IsEmpty || position == 0) return null;
        var token = root.FindToken(Math.Min(position, root.FullSpan.End) - 1);
        var list = token.Parent?.AncestorsAndSelf().TakeWhile(node => node is not (StatementSyntax or AnonymousFunctionExpressionSyntax))
            .OfType<ArgumentListSyntax>().FirstOrDefault(list => list.OpenParenToken.Span.End <= position
                && (list.CloseParenToken.IsMissing || position <= list.CloseParenToken.SpanStart));
        if (list?.Parent is null) return null;
        var methods = Methods(model, list.Parent);
        if (methods.Count == 0) return null;
        var before = list.Arguments.GetSeparators().Count(comma => comma.SpanStart < position);
        var chosen = methods.MaxBy(method => Fit(model, method, list, before))!; // the first of equals
        var active = methods.IndexOf(chosen);
        return new([.. methods.Select(method => Signature.Of(method, model, position))], active, Named(list, position, methods[active])
            ?? before);
    }

    private static List<IMethodSymbol> Methods(SemanticModel model, SyntaxNode call)
    {
        IEnumerable<ISymbol> found = call switch
        {
            InvocationExpressionSyntax invocation => model.GetMemberGroup(invocation.Expression) is { Length: > 0 } group ? group
                : model.GetTypeInfo(invocation.Expression).Type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke } ? [invoke] : [],
            BaseObjectCreationExpressionSyntax creation when model.GetTypeInfo(creation).Type is INamedTypeSymbol type =>
                type.InstanceConstructors.Where(constructor => model.IsAccessible(call.SpanStart, constructor)),
            ConstructorInitializerSyntax => model.GetMemberGroup(call),
            _ => [],
        };
        return [.. found.OfType<IMethodSymbol>().OrderBy(method => method.Parameters.Length)];
    }

    // How many of the arguments before the cursor a form takes as they are; below zero if it cannot take them at all.
    private static int Fit(SemanticModel model, IMethodSymbol method, ArgumentListSyntax list, int before)
    {
        if (!Takes(method, before)) return -2;
        var exact = 0;
        foreach (var (argument, parameter) in list.Arguments.Take(before).Where(argument => argument.NameColon is null)
            .Zip(method.Parameters))
        {
            if (parameter.Type.TypeKind == TypeKind.TypeParameter) continue;
            var conversion = model.ClassifyConversion(argument.Expression, parameter.Type);
            if (!conversion.IsImplicit) return -1;
            if (conversion.IsIdentity) exact++;
        }
        return exact;
    }

    private static bool Takes(IMethodSymbol method, int before) => before < Math.Max(1, method.Parameters.Length)
        || method.Parameters is [.., { IsParams: true }];

    // An argument with a name stands for that parameter, wherever it is written.
    private static int? Named(ArgumentListSyntax list, int position, IMethodSymbol method) =>
        list.Arguments.FirstOrDefault(argument => argument.FullSpan.Contains(position)
            || argument.FullSpan.End == position)?.NameColon?.Name.Identifier.Text is { } name
        && method.Parameters.FirstOrDefault(parameter => parameter.Name == name) is { } named ? named.Ordinal : null;
}

/// <summary>One form of a call.</summary>
/// <param name="Text">Its declaration in C#.</param>
/// <param name="Documentation">Its doc comment as Markdown; empty when it has none.</param>
/// <param name="Parameters">Its parameters, each as it stands in the text, with what the comment says of it.</param>
internal sealed record Signature(string Text, string Documentation, IReadOnlyList<(string Label, string Documentation)> Parameters)
{
    public static Signature Of(IMethodSymbol method, SemanticModel model, int position)
    {
        var described = Description.Of(method, model, new(position, 0), others: 0);
        return new(described.Signature, described.Documentation,
            [.. method.Parameters.Select(parameter => (Description.Parameter(parameter, model, position),
                DocText.OfParameter(method, parameter.Name)))]);
    }
}
