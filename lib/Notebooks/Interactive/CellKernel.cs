using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Microsoft.DotNet.Interactive.ValueSharing;
using Notebooks.Engine;

namespace Notebooks.Interactive;

/// <summary>The engine as a kernel of .NET Interactive.</summary>
internal sealed class CellKernel : Kernel,
    IKernelCommandHandler<SubmitCode>, IKernelCommandHandler<RequestValueInfos>, IKernelCommandHandler<RequestValue>,
        IKernelCommandHandler<SendValue>
{
    public const string KernelName = "csharp";

    private int _submissions;

    public CellKernel(Session session) : base(KernelName)
    {
        Session = session;
        KernelInfo.LanguageName = "C#";
        KernelInfo.LanguageVersion = "14.0";
        KernelInfo.DisplayName = "C#";
        RegisterForDisposal(session);
    }

    public Session Session { get; }

    async Task IKernelCommandHandler<SubmitCode>.HandleAsync(SubmitCode command, KernelInvocationContext context)
    {
        context.Publish(new CodeSubmissionReceived(command));
        var execution = Execution.Of(command);
        var events = new CellEvents(context, command, execution);
        var placed = execution?.Placed(command.Code);
        var name = placed is null ? $"submission {Interlocked.Increment(ref _submissions)}" : execution!.Cell;
        var result = execution is not null && Session.IsRunning && context.Command != command
            ? await Session.ExecuteInsideAsync(placed ?? command.Code, events, name)
            : await Session.ExecuteAsync(placed ?? command.Code, events, name, execution?.Cancellation ?? context.CancellationToken);
        if (execution is not null && result.Interrupted) execution.Interrupted = true;
        if (result.Error is { } error) context.Fail(command, new CellFailedException(error), string.Join('\n', error.Traceback));
    }

    Task IKernelCommandHandler<RequestValueInfos>.HandleAsync(RequestValueInfos command, KernelInvocationContext context)
    {
        context.Publish(new ValueInfosProduced([.. Session.Variables().Select(variable => Info(variable, command.MimeType))], command));
        return Task.CompletedTask;
    }

    Task IKernelCommandHandler<RequestValue>.HandleAsync(RequestValue command, KernelInvocationContext context)
    {
        if (Session.Variables().FirstOrDefault(variable => variable.Name == command.Name) is { } found)
            context.Publish(new ValueProduced(found.Value, command.Name,
                FormattedValue.CreateSingleFromObject(found.Value, command.MimeType), command));
        else context.Fail(command, message: $"There is no variable '{command.Name}' in {Name}.");
        return Task.CompletedTask;
    }

    Task IKernelCommandHandler<SendValue>.HandleAsync(SendValue command, KernelInvocationContext context) =>
        SetValueAsync(command, context, async (name, value, type) =>
    {
        var events = new CellEvents(context, command, Execution.Of(command));
        var result = await Session.ExecuteAsync($"{TypeName.Full(type ?? value?.GetType() ?? typeof(object))} {name} = default;", events,
            $"submission {Interlocked.Increment(ref _submissions)}");
        if (result.Error is { } error) context.Fail(command, new CellFailedException(error), error.Message);
        else Session.Variables().First(variable => variable.Name == name).Value = value;
    });

    private static KernelValueInfo Info(Variable variable, string mimeType)
    {
        var text = mimeType == Forms.PlainTextType ? Forms.Plain(PlainText.Of(variable.Value))
            : FormattedValue.CreateSingleFromObject(variable.Value, mimeType);
        return new KernelValueInfo(variable.Name, text, variable.Type);
    }
}
