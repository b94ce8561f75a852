using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Directives;
using Microsoft.DotNet.Interactive.Events;
using Notebooks.Engine;

namespace Notebooks.Interactive;

/// <summary>The magics that .NET Interactive has in its tool only, and those whose own ones are slow.</summary>
internal static class MagicExtensions
{
    public static CellKernel UseMagics(this CellKernel kernel)
    {
        kernel.AddDirective(new KernelActionDirective("#!time") { Description = "Says how long the cell ran." }, (_, context) =>
        {
            var clock = Stopwatch.StartNew();
            context.OnComplete(done => Show(done, string.Create(CultureInfo.InvariantCulture, $"Wall time: {clock.Elapsed.TotalMilliseconds:0.0} ms")));
            return Task.CompletedTask;
        });
        kernel.AddDirective(new KernelActionDirective("#!about") { Description = "Says what runs here." }, (_, context) =>
        {
            var package = typeof(Kernel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
            Show(context, $"C# {kernel.KernelInfo.LanguageVersion} on .NET {Environment.Version}, Microsoft.DotNet.Interactive {package}");
            return Task.CompletedTask;
        });
        kernel.AddDirective(new KernelActionDirective("#!who") { Description = "Names the variables." }, (_, context) =>
        {
            Show(context, string.Join('\n', kernel.Session.Variables().Select(variable => variable.Name)));
            return Task.CompletedTask;
        });
        kernel.AddDirective(new KernelActionDirective("#!whos") { Description = "Shows the variables." }, (_, context) =>
        {
            var rows = kernel.Session.Variables().Select(variable => new { variable.Name, Type = TypeName.Of(variable.Type), Value = PlainText.Of(variable.Value) }).ToList();
            context.Publish(new DisplayedValueProduced(rows, context.Command, Forms.Of(rows)));
            return Task.CompletedTask;
        });
        return kernel;
    }

    private static void Show(KernelInvocationContext context, string text) => context.Publish(new DisplayedValueProduced(text, context.Command, [Forms.Plain(text)]));
}
