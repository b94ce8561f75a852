using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Engine;

/// <summary>Methods whose newest text did not compile, so that an exercise's check does not mark an older one without a word.</summary>
/// <remarks>A library asks for them through the framework, by <see cref="AppContext.GetData"/>, since neither side knows the other's types.</remarks>
internal sealed class BrokenMethods
{
    private const string Key = "DeepLearning.Exercises.NotCompiled";
    private static BrokenMethods? s_current;

    private readonly Dictionary<string, string> _methods = [];

    /// <summary>What the compiler said of the newest text that declares a method of this name; null if that compiled.</summary>
    public string? Problem(string method)
    {
        lock (_methods) return _methods.GetValueOrDefault(method);
    }

    /// <summary>From now on it is these methods that libraries are told of: those of the session that runs a cell.</summary>
    public void MakeCurrent()
    {
        Volatile.Write(ref s_current, this);
        AppContext.SetData(Key, (Func<string, string?>)(name => Volatile.Read(ref s_current)?.Problem(name)));
    }

    /// <summary>Remembers what became of a cell's methods, at any depth.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="cellName">What messages call it.</param>
    /// <param name="problems">The compiler's errors; empty if it compiled.</param>
    public void Remember(string code, string cellName, IReadOnlyList<Diagnostic> problems)
    {
        if (problems.Count == 0 && _methods.Count == 0) return;
        var root = CSharpSyntaxTree.ParseText(code, CellChain.ParseOptions).GetRoot();
        var names = root.DescendantNodes().Select(node => node switch
        {
            MethodDeclarationSyntax method => method.Identifier.ValueText,
            LocalFunctionStatementSyntax function => function.Identifier.ValueText,
            _ => "",
        });
        lock (_methods)
            foreach (var name in names.Where(name => name.Length > 0))
                if (problems.Count == 0) _methods.Remove(name);
                else _methods[name] = Message(problems[0], cellName);
    }

    private static string Message(Diagnostic problem, string cellName)
    {
        var line = problem.Location.GetLineSpan().StartLinePosition.Line + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{problem.Id}: {problem.GetMessage(CultureInfo.InvariantCulture)} ({cellName}, line {line})");
    }
}
