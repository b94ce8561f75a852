using System.CommandLine;
using System.Text;
using Notebooks.Serving;

namespace Notebooks.Commands;

internal static class ServeCommand
{
    public static Command Create()
    {
        var stdio = new Option<bool>("--stdio") { Description = "Over standard input and output.", Required = true };
        var command = new Command("serve",
            "Serve one notebook session in the current folder: requests and outputs are lines of JSON.") { stdio };
        command.SetAction(async (_, _) =>
        {
            var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
            var input = new StreamReader(Console.OpenStandardInput(), utf8);
            var output = new StreamWriter(Console.OpenStandardOutput(), utf8, bufferSize: 64 << 10);
            using var service = new Service(input, new MessageWriter(output), Environment.CurrentDirectory);
            // The streams are the protocol's: a cell reads what the reader answers, and what belongs to no cell is not written into it.
            Console.SetIn(service.Reader);
            Console.SetOut(TextWriter.Null);
            await service.Run();
            Environment.Exit(0);
            return 0;
        });
        return command;
    }
}
