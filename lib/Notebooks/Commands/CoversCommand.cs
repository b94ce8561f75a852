using System.CommandLine;
using Notebooks.Running;
using Notebooks.Site;

namespace Notebooks.Commands;

internal static class CoversCommand
{
    public static Command Create()
    {
        var book = new Argument<string>("FOLDER") { Description = "The folder of the chapters.", DefaultValueFactory = _ => "notebooks" };
        var command = new Command("covers", "Write the picture with which each chapter opens: the saved output of its cell tagged " +
            "'cover', as images/NAME.png.") { book };
        command.SetAction((parsed, _) => Shared.Guarded(async () =>
        {
            foreach (var path in NotebookFiles.Find([parsed.GetRequiredValue(book)]))
                if (CoverPicture.Write(path) is { } written) await Console.Out.WriteLineAsync(written);
            return 0;
        }));
        return command;
    }
}
