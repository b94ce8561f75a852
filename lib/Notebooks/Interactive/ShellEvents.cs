using Microsoft.DotNet.Interactive.Events;
using Notebooks.Engine;

namespace Notebooks.Interactive;

/// <summary>Translates the events of a cell's commands for the shell that runs it.</summary>
internal static class ShellEvents
{
    public static void Take(KernelEvent produced, Execution execution)
    {
        if (Execution.Of(produced.Command) != execution || execution.IsDelivered(produced)) return;
        switch (produced)
        {
            case StandardOutputValueProduced text:
                execution.Sink.Text(text.FormattedValues.PlainTextOf() ?? "", error: false);
                break;
            case StandardErrorValueProduced text:
                execution.Sink.Text(text.FormattedValues.PlainTextOf() ?? "", error: true);
                break;
            case ReturnValueProduced value:
                execution.Sink.Result([.. value.FormattedValues]);
                break;
            case DisplayedValueProduced shown:
                execution.Sink.Display(shown.ValueId ?? Guid.NewGuid().ToString("n"), [.. shown.FormattedValues]);
                break;
            case DisplayedValueUpdated shown:
                execution.Sink.Update(shown.ValueId, [.. shown.FormattedValues]);
                break;
            case ErrorProduced error:
                // What a magic could not do, which the package lets pass.
                execution.Fail(new CellError("Magic", error.Message.Trim(), execution.Cell, null, null, null, [error.Message.Trim()]));
                break;
        }
    }

    public static CellError Error(CommandFailed failed, Execution execution)
    {
        if (failed.Exception is CellFailedException cell) return cell.Error;
        var name = failed.Exception is null ? "Error" : TypeName.Of(failed.Exception.GetType());
        return new CellError(name, failed.Message, execution.Cell, null, null, null, failed.Message.Split('\n'));
    }
}
