using System.CommandLine;
using Notebooks.Site;

namespace Notebooks.Commands;

internal static class SiteCommand
{
    public static Command Create()
    {
        var book = new Argument<string>("FOLDER") { Description = "The folder of the chapters.", DefaultValueFactory = _ => "notebooks" };
        var target = new Option<string>("--out")
        {
            Description = "Where the pages go.",
            HelpName = "DIR",
            DefaultValueFactory = _ => Path.Combine("out", "site")
        };
        var saved = new Option<bool>("--saved-outputs")
        {
            Description =
            "Do not execute; show the outputs that the notebooks were saved with."
        };
        var offline = new Option<bool>("--offline")
        {
            Description =
            "Do not ask npm for fonts, KaTeX and plotly.js; the pages are readable without."
        };
        var timeout = Shared.Timeout();
        var parallel = Shared.Parallel();
        var command = new Command("site", "Execute the chapters and write them as web pages, which need no server and no network.")
        {
            book, target, saved, offline, timeout, parallel,
        };
        command.SetAction((parsed, _) => Shared.Guarded(() => new SiteBuilder(Console.Out).Build(
            parsed.GetRequiredValue(book), parsed.GetRequiredValue(target), !parsed.GetValue(saved), !parsed.GetValue(offline),
                parsed.GetValue(timeout), parsed.GetValue(parallel))));
        return command;
    }
}
