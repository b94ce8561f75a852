using DeepLearning.Display;
using DeepLearning.Frames;
using DeepLearning.Plotting;
using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;

namespace DeepLearning;

/// <summary>Tells the notebook's kernel how to show values of other libraries' types: charts, data frames and their columns.</summary>
/// <remarks>Our own types say it themselves, by an attribute.</remarks>
public static class NotebookFormatters
{
    /// <summary>Registers all formatters; the set-up cell of a notebook calls it once.</summary>
    public static void Register()
    {
        if (InteractiveKernel.IsHere) InteractiveKernel.Prepare();
        Register<GenericChart>(chart => chart.ToHtml(), chart => chart.ToText());
        Register<DataFrame>(frame => frame.ToHtml(), frame => frame.ToText());
        Register<DataFrameColumn>(column => column.ToHtml(), column => column.ToText());
    }

    /// <summary>Shows values of a type, and of those derived from it, as HTML and as text.</summary>
    internal static void Register<T>(Func<T, string> toHtml, Func<T, string> toText)
    {
        Formatter.Register<T>((value, writer) => writer.Write(toHtml(value)), RichOutputFormatters.Html);
        Formatter.Register<T>((value, writer) => writer.Write(toText(value)), RichOutputFormatters.Plain);
        Formatter.SetPreferredMimeTypesFor(typeof(T), RichOutputFormatters.Html, RichOutputFormatters.Plain);
    }
}
