using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DeepLearning.Gpu.Tests.KernelRules;

/// <summary>Reads kernel sources and finds what ILGPU would refuse to compile.</summary>
/// <remarks>A kernel is a static method that takes or returns nothing but what a card knows; every method of a kernel source is held to the rules, because kernels call them.</remarks>
internal static class KernelRule
{
    private static readonly HashSet<string> s_refusedMethods =
        ["System.Math.Clamp", "System.MathF.FusedMultiplyAdd", "System.BitConverter.UInt32BitsToSingle", "System.BitConverter.SingleToUInt32Bits", "System.BitConverter.Int32BitsToSingle", "System.BitConverter.SingleToInt32Bits"];

    private static readonly HashSet<string> s_approximate =
        ["System.MathF.Exp", "System.MathF.Log", "System.MathF.Tanh", "System.MathF.Pow", "System.Math.Exp", "System.Math.Log", "System.Math.Tanh", "System.Math.Pow"];

    private static readonly HashSet<string> s_refusedTypes = ["System.Half", "System.Numerics.Vector4"];

    /// <summary>Everything in a source that ILGPU refuses, as <c>file(line): reason</c>.</summary>
    public static IReadOnlyList<string> Violations(string source, string file)
    {
        var tree = CSharpSyntaxTree.ParseText(source, s_options, file);
        return Violations(s_library.Value.AddSyntaxTrees(tree).GetSemanticModel(tree));
    }

    /// <summary>Everything in one of the library's kernel sources that ILGPU refuses.</summary>
    public static IReadOnlyList<string> ViolationsOf(string path) =>
        Violations(s_library.Value.GetSemanticModel(s_library.Value.SyntaxTrees.Single(tree => tree.FilePath == path)));

    private static IReadOnlyList<string> Violations(SemanticModel model)
    {
        var (tree, file) = (model.SyntaxTree, model.SyntaxTree.FilePath);
        var error = model.GetDiagnostics().FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        if (error is not null) throw new ArgumentException($"{file} does not compile: {error}");
        return [.. from node in tree.GetRoot().DescendantNodes()
                   let reason = Reason(node, model)
                   where reason is not null
                   select $"{Path.GetFileName(file)}({node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}): {reason}"];
    }

    private static string? Reason(SyntaxNode node, SemanticModel model) => node switch
    {
        ThrowStatementSyntax or ThrowExpressionSyntax => "throw: a card has no exceptions",
        SwitchExpressionSyntax s when !s.Arms.Any(arm => arm.Pattern is DiscardPatternSyntax && arm.WhenClause is null) => "a switch expression without '_': it throws where nothing fits",
        TryStatementSyntax or UsingStatementSyntax => "try, finally and using: a card has no exceptions",
        LockStatementSyntax => "lock: a card has no locks",
        ForEachStatementSyntax => "foreach: it asks an object for an enumerator; use for",
        AwaitExpressionSyntax or YieldStatementSyntax => "await and yield: they need objects",
        LocalFunctionStatementSyntax f when !f.Modifiers.Any(SyntaxKind.StaticKeyword) => "a local function that is not static: it may capture variables",
        AnonymousFunctionExpressionSyntax f when !f.Modifiers.Any(SyntaxKind.StaticKeyword) => "a lambda that is not static: it may capture variables",
        ClassDeclarationSyntax c when !c.Modifiers.Any(SyntaxKind.StaticKeyword) => "a class: its objects live on a heap, which a card does not have; use a struct",
        RecordDeclarationSyntax r when !r.IsKind(SyntaxKind.RecordStructDeclaration) => "a record class: its objects live on a heap, which a card does not have; use a record struct",
        BaseObjectCreationExpressionSyntax o when model.GetTypeInfo(o).Type is { IsReferenceType: true } type => $"an object of class {type.Name}: a card has no heap",
        ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or CollectionExpressionSyntax => "an array: use SharedMemory or LocalMemory",
        StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax => "stackalloc: use LocalMemory",
        InterpolatedStringExpressionSyntax => "a string: a card has none",
        LiteralExpressionSyntax l when l.IsKind(SyntaxKind.StringLiteralExpression) => "a string: a card has none",
        RefExpressionSyntax => "a reference to an element: the emulation must see reads and writes apart",
        FieldDeclarationSyntax f when IsMutableStatic(f) => "a static field that can change: a card has no place for it; use const, static readonly or a parameter",
        FieldDeclarationSyntax f when f.Modifiers.Any(SyntaxKind.StaticKeyword) && model.GetTypeInfo(f.Declaration.Type).Type is { IsReferenceType: true } => "a static array or object: pass a view",
        ParameterSyntax p when model.GetDeclaredSymbol(p) is { } parameter => OfParameter(parameter),
        InvocationExpressionSyntax i when model.GetSymbolInfo(i).Symbol is IMethodSymbol method => OfCall(method),
        _ => null,
    };

    private static bool IsMutableStatic(FieldDeclarationSyntax field) =>
        field.Modifiers.Any(SyntaxKind.StaticKeyword) && !field.Modifiers.Any(SyntaxKind.ReadOnlyKeyword);

    private static string? OfParameter(IParameterSymbol parameter)
    {
        var type = parameter.Type;
        if (parameter.RefKind != RefKind.None) return $"parameter '{parameter.Name}' is passed by reference";
        if (type.IsReferenceType) return $"parameter '{parameter.Name}' is of class {type.Name}: a card has no heap";
        if (type.SpecialType is SpecialType.System_Boolean or SpecialType.System_Char) return $"parameter '{parameter.Name}' is a {type.Name}, which has no fixed size on a card; use an int";
        if (type.IsRefLikeType || type.SpecialType is SpecialType.System_IntPtr or SpecialType.System_UIntPtr || s_refusedTypes.Contains(type.ToDisplayString(s_fullName))) return $"parameter '{parameter.Name}' is a {type.Name}, which a card does not know";
        return null;
    }

    private static string? OfCall(IMethodSymbol method)
    {
        var name = $"{method.ContainingType.ToDisplayString(s_fullName)}.{method.Name}";
        if (s_refusedMethods.Contains(name)) return $"{name}: ILGPU can't compile it on every device";
        if (s_approximate.Contains(name)) return $"{name}: an approximation on a card, and missing without ILGPU.Algorithms; use Maths.{method.Name}";
        if (s_refusedTypes.Contains(method.ContainingType.ToDisplayString(s_fullName))) return $"{name}: a card does not know {method.ContainingType.Name}";
        if (method.ContainingNamespace.ToDisplayString() is "System.Linq" or "System.Collections.Generic") return $"{name}: it needs objects";
        if (method.MethodKind == MethodKind.DelegateInvoke) return "a call of a delegate: a card does not know at run time what to call; use a struct with a static abstract method";
        return null;
    }

    private static readonly SymbolDisplayFormat s_fullName = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>The library's kernels, which the one that is read may call.</summary>
    private static readonly Lazy<CSharpCompilation> s_library = new(() => CSharpCompilation.Create("Kernels",
        [CSharpSyntaxTree.ParseText("global using System;", s_options), .. Sources.Kernels().Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), s_options, path))],
        References(), new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable)));

    private static readonly CSharpParseOptions s_options = new(LanguageVersion.Latest);

    private static MetadataReference[] References() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "System.Private.CoreLib.dll" or "System.Runtime.dll" or "System.Linq.dll" or "System.Collections.dll" or "System.Numerics.Vectors.dll" or "System.Private.Numerics.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(ILGPU.Index1D).Assembly.Location),
    ];
}
