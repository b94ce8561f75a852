using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Notebooks.Engine;

namespace Notebooks.Interactive;

/// <summary>The outputs of C# code as events. The shell gets them at once, so that none is lost that comes when the command is already
/// over.</summary>
internal sealed class CellEvents(KernelInvocationContext context, KernelCommand command, Execution? execution) : IOutputSink
{
    public void Text(string text, bool error)
    {
        execution?.Sink.Text(text, error);
        FormattedValue[] forms = [Forms.Plain(text)];
        Publish(error ? new StandardErrorValueProduced(command, forms) : new StandardOutputValueProduced(command, forms));
    }

    public void Display(string id, IReadOnlyList<FormattedValue> forms)
    {
        execution?.Sink.Display(id, forms);
        Publish(new DisplayedValueProduced(null, command, forms, id));
    }

    public void Update(string id, IReadOnlyList<FormattedValue> forms)
    {
        execution?.Sink.Update(id, forms);
        Publish(new DisplayedValueUpdated(null, id, command, forms));
    }

    public void Result(IReadOnlyList<FormattedValue> forms)
    {
        execution?.Sink.Result(forms);
        Publish(new ReturnValueProduced(null, command, forms));
    }

    public void Error(CellError error) { } // the command fails with it

    private void Publish(KernelEvent produced)
    {
        if (context.IsComplete) return;
        execution?.Deliver(produced);
        context.Publish(produced);
    }
}
