using System.Runtime;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;

namespace Notebooks.Engine;

/// <summary>Compiles and runs one cell on the calling thread, which pumps the cell's continuations until it has ended.</summary>
internal sealed class CellRun(Script<object?> script, ScriptState<object?>? before, CellOutputs outputs)
{
    private ScriptState<object?>? after;

    /// <summary>What the cell threw.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The state after the cell; null when it never started.</summary>
    public ScriptState<object?>? Run(CancellationToken cancellation)
    {
        var diagnostics = script.Compile(cancellation);
        if (diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
            throw new CompilationErrorException("", diagnostics);
        var context = new PumpingContext();
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
#pragma warning disable SYSLIB0046 // The one way to stop an endless loop in a cell.
            ControlledExecution.Run(() =>
            {
                var task = RunScript();
                context.PumpUntil(task);
                task.GetAwaiter().GetResult();
            }, cancellation);
#pragma warning restore SYSLIB0046
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }
        return after;
    }

    private async Task RunScript()
    {
        after = await (before is null
            ? script.RunAsync(globals: null, catchException: Catch)
            : script.RunFromAsync(before, catchException: Catch));
        if (Failure is null && HasValue()) ShowValue(after.ReturnValue);
    }

    private bool Catch(Exception error)
    {
        Failure = error;
        return true;
    }

    private void ShowValue(object? value)
    {
        try
        {
            var bundle = RichOutput.Of(value);
            outputs.Push(sink => sink.Result(bundle));
        }
        catch (Exception error) when (error is not ThreadAbortException)
        {
            Failure = error;
        }
    }

    // A last expression without a semicolon is the value of the cell, unless it is void.
    private bool HasValue()
    {
        var tree = script.GetCompilation().SyntaxTrees.Single();
        if (tree.GetCompilationUnitRoot().Members.LastOrDefault() is not GlobalStatementSyntax { Statement: ExpressionStatementSyntax last }) return false;
        if (!last.SemicolonToken.IsMissing) return false;
        var type = script.GetCompilation().GetSemanticModel(tree).GetTypeInfo(last.Expression).Type;
        return type?.SpecialType != SpecialType.System_Void;
    }
}
