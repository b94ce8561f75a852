using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Notebooks.Engine;

/// <summary>Puts a poll into every loop, function and lambda of a cell, so that an interrupt ends it wherever it is.</summary>
/// <remarks>An abort ends a loop too, but not on other threads, and not between two statements that belong together.</remarks>
internal sealed class PollPlaces : CSharpSyntaxWalker
{
    private const string Poll = "global::Notebooks.Engine.Interruption.Poll();";
    private readonly Lazy<SemanticModel> _model;
    private readonly List<TextChange> _changes = [];

    private PollPlaces(Func<SemanticModel> model) => _model = new(model);

    /// <param name="tree">The cell.</param>
    /// <param name="model">What its names mean; asked for only when a function or lambda is an expression.</param>
    public static Insertions In(SyntaxTree tree, Func<SemanticModel> model)
    {
        var places = new PollPlaces(model);
        places.Visit(tree.GetRoot());
        // Of two insertions at one place the closing of the inner stands before that of the outer, as the walk met them.
        return new Insertions(tree.GetText(), [.. places._changes.OrderBy(change => change.Span.Start)]);
    }

    public override void VisitWhileStatement(WhileStatementSyntax node) => Loop(node.Statement, () => base.VisitWhileStatement(node));

    public override void VisitDoStatement(DoStatementSyntax node) => Loop(node.Statement, () => base.VisitDoStatement(node));

    public override void VisitForStatement(ForStatementSyntax node)
    {
        if (IsShort(node)) base.VisitForStatement(node);
        else Loop(node.Statement, () => base.VisitForStatement(node));
    }

    public override void VisitForEachStatement(ForEachStatementSyntax node) => Loop(node.Statement, () => base.VisitForEachStatement(node));

    public override void VisitForEachVariableStatement(ForEachVariableStatementSyntax node) =>
        Loop(node.Statement, () => base.VisitForEachVariableStatement(node));

    public override void VisitMethodDeclaration(MethodDeclarationSyntax node) =>
        Function(node, node.Body, node.ExpressionBody, node.SemicolonToken, () => base.VisitMethodDeclaration(node));

    public override void VisitLocalFunctionStatement(LocalFunctionStatementSyntax node) =>
        Function(node, node.Body, node.ExpressionBody, node.SemicolonToken, () => base.VisitLocalFunctionStatement(node));

    public override void VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) =>
        Lambda(node, () => base.VisitSimpleLambdaExpression(node));

    public override void VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) =>
        Lambda(node, () => base.VisitParenthesizedLambdaExpression(node));

    public override void VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node)
    {
        Enter(node.Block);
        base.VisitAnonymousMethodExpression(node);
    }

    // A loop that counts and calls nothing ends soon, and is what a poll would slow down: the loop around it polls.
    private static bool IsShort(ForStatementSyntax node) => node.Condition is BinaryExpressionSyntax && node.Incrementors.Count > 0
        && !node.DescendantNodes().Any(inside => inside is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax
            or AnonymousFunctionExpressionSyntax or AwaitExpressionSyntax
            or YieldStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax
                or GotoStatementSyntax);

    private void Loop(StatementSyntax body, Action inside)
    {
        if (body is BlockSyntax block) Enter(block);
        else if (!body.IsMissing) Insert(body.SpanStart, "{" + Poll);
        inside();
        if (body is not BlockSyntax && !body.IsMissing) Insert(body.Span.End, "}");
    }

    private void Function(SyntaxNode declaration, BlockSyntax? body, ArrowExpressionClauseSyntax? arrow, SyntaxToken semicolon,
        Action inside)
    {
        // One that calls nothing cannot call itself; its loops have polls of their own.
        var calls = declaration.DescendantNodes().Any(inside => inside is InvocationExpressionSyntax);
        if (body is not null && calls) Enter(body);
        var wrapped = calls && arrow is not null && !semicolon.IsMissing
            && arrow.Expression is not (ThrowExpressionSyntax or RefExpressionSyntax)
            && _model.Value.GetDeclaredSymbol(declaration) is IMethodSymbol { ReturnsByRef: false, ReturnsByRefReadonly: false } method
                && !HasError(method.ReturnType)
            ? method : null;
        // int F(int x) => x; becomes int F(int x) {Poll();return x;}: the arrow goes, the semicolon stays and ends the statement.
        if (wrapped is not null) _changes.Add(new TextChange(arrow!.ArrowToken.Span, "{" + Poll + (IsStatement(wrapped) ? "" : "return ")));
        inside();
        if (wrapped is not null) Insert(semicolon.Span.End, "}");
    }

    // A tree of expressions, which some libraries take instead of a function, stays what it is.
    private void Lambda(LambdaExpressionSyntax node, Action inside)
    {
        if (node.Block is { } block) Enter(block);
        var method = node.ExpressionBody is not (null or ThrowExpressionSyntax or RefExpressionSyntax) ? Compiled(node) : null;
        if (method is not null) Insert(node.ExpressionBody!.SpanStart, "{" + Poll + (IsStatement(method) ? "" : "return "));
        inside();
        if (method is not null) Insert(node.ExpressionBody!.Span.End, ";}");
    }

    private IMethodSymbol? Compiled(LambdaExpressionSyntax node) =>
        _model.Value.GetTypeInfo(node).ConvertedType is INamedTypeSymbol { TypeKind: TypeKind.Delegate }
        && _model.Value.GetSymbolInfo(node).Symbol is IMethodSymbol { ReturnsByRef: false, ReturnsByRefReadonly: false } method
            && !HasError(method.ReturnType) ? method : null;

    private static bool HasError(ITypeSymbol type) => type.TypeKind == TypeKind.Error;

    private static bool IsStatement(IMethodSymbol method) => method.ReturnsVoid
        || (method.IsAsync && method.ReturnType is INamedTypeSymbol { IsGenericType: false });

    private void Enter(BlockSyntax block)
    {
        if (!block.OpenBraceToken.IsMissing) Insert(block.OpenBraceToken.Span.End, Poll);
    }

    private void Insert(int position, string text) => _changes.Add(new TextChange(new TextSpan(position, 0), text));
}
