using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Notebooks.Editing;

/// <summary>Describes a symbol: its declaration and its doc comment.</summary>
internal static class Description
{
    private static readonly SymbolDisplayFormat Format = SymbolDisplayFormat.MinimallyQualifiedFormat
        .WithKindOptions(SymbolDisplayKindOptions.IncludeNamespaceKeyword)
        .AddParameterOptions(SymbolDisplayParameterOptions.IncludeDefaultValue)
        .AddLocalOptions(SymbolDisplayLocalOptions.IncludeType | SymbolDisplayLocalOptions.IncludeConstantValue)
        .WithMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static Inspection Of(ISymbol symbol, SemanticModel model, TextSpan span, int others)
    {
        var shown = symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } ? symbol : Unwrapped(symbol);
        var more = others > 0 ? string.Create(CultureInfo.InvariantCulture, $" (+ {others} more)") : "";
        var prefix = shown is INamedTypeSymbol ? Kind(shown) + " " : "";
        return new Inspection(prefix + shown.ToMinimalDisplayString(model, span.Start, Format) + more, DocText.Of(shown), span.Start, span.End);
    }

    /// <summary>A parameter as it stands in the declaration of its method.</summary>
    public static string Parameter(IParameterSymbol parameter, SemanticModel model, int position) => parameter.ToMinimalDisplayString(model, position, Format);

    public static string Kind(ISymbol symbol) => symbol switch
    {
        INamespaceSymbol => "namespace",
        ITypeSymbol { TypeKind: TypeKind.Struct } => "struct",
        ITypeSymbol { TypeKind: TypeKind.Interface } => "interface",
        ITypeSymbol { TypeKind: TypeKind.Enum } => "enum",
        ITypeSymbol { TypeKind: TypeKind.Delegate } => "delegate",
        ITypeSymbol => "class",
        IMethodSymbol => "method",
        IPropertySymbol => "property",
        IEventSymbol => "event",
        IParameterSymbol => "parameter",
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } => "enumMember",
        IFieldSymbol { ContainingType.IsScriptClass: true } or ILocalSymbol or IRangeVariableSymbol => "variable",
        _ => "field",
    };

    private static ISymbol Unwrapped(ISymbol symbol) => symbol is IAliasSymbol alias ? alias.Target : symbol;
}
