using System.CommandLine;
using System.Text;
using Notebooks.Commands;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
var root = new RootCommand("Runs and serves the C# notebooks of this repository.")
{
    RunCommand.Create(), CheckCommand.Create(), ExecuteCommand.Create(), KernelCommand.Create(), SiteCommand.Create(),
        CoversCommand.Create(),
    ServeCommand.Create(), VsCodeCommand.Create(),
};
using var termination = new Termination();
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
