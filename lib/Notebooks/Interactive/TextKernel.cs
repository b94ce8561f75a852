using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;
using Notebooks.Engine;

namespace Notebooks.Interactive;

/// <summary>A language that the front-end draws: what stands below its magic is shown as it is.</summary>
/// <param name="name">The name of the magic.</param>
/// <param name="mimeType">What front-ends call such text.</param>
internal sealed class TextKernel(string name, string mimeType) : Kernel(name), IKernelCommandHandler<SubmitCode>
{
    Task IKernelCommandHandler<SubmitCode>.HandleAsync(SubmitCode command, KernelInvocationContext context)
    {
        context.Publish(new DisplayedValueProduced(command.Code, command,
            [new FormattedValue(mimeType, command.Code), Forms.Plain(command.Code)]));
        return Task.CompletedTask;
    }
}
