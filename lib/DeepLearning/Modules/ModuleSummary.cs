using System.Globalization;
using System.Net;
using DeepLearning.Autograd;
using DeepLearning.Display;
using DeepLearning.Tensors;

namespace DeepLearning.Modules;

/// <summary>A network layer by layer, as a table.</summary>
[TypeFormatterSource(typeof(RichOutputFormatters))]
public sealed class ModuleSummary : IRichOutput
{
    private ModuleSummary(string title, IReadOnlyList<Row> rows, int parameters) => (Title, Rows, Parameters) = (title, rows, parameters);

    /// <summary>One layer: its path, what it is, the shape of its output and the number of parameters it holds.</summary>
    public sealed record Row(string Name, string Kind, Shape Output, int Parameters);

    /// <summary>The network's type and the shape of its input.</summary>
    public string Title { get; }

    /// <summary>The innermost modules in the order in which they ran.</summary>
    public IReadOnlyList<Row> Rows { get; }

    /// <summary>The number of all parameters.</summary>
    public int Parameters { get; }

    internal static ModuleSummary Of(Module module, Shape inputShape)
    {
        var names = module.NamedModules().ToDictionary(part => part.Value, part => part.Name);
        var wasTraining = names.Keys.Where(part => part.IsTraining).ToList();
        var rows = new List<Row>();
        void Note(Module part, Tensor output)
        {
            if (part.NamedModules().Count() == 1)
                rows.Add(new(names[part], part.ToString(), output.Shape, part.Parameters().Sum(parameter => parameter.Size)));
        }

        foreach (var part in names.Keys) part.Called += Note;
        module.Eval();
        try
        {
            using (new NoGrad()) module.Call(Tensor.Zeros(inputShape));
        }
        finally
        {
            foreach (var part in names.Keys) part.Called -= Note;
            if (wasTraining.Count > 0) module.Train();
        }
        return new($"{module.GetType().Name}, input {inputShape}", rows, module.Parameters().Sum(parameter => parameter.Size));
    }

    /// <summary>The table as text.</summary>
    public override string ToString()
    {
        string[][] cells = [["layer", "kind", "output", "parameters"], .. Rows.Select(row => new[] { row.Name, row.Kind, $"{row.Output}", Count(row.Parameters) })];
        var widths = Enumerable.Range(0, 4).Select(column => cells.Max(row => row[column].Length)).ToArray();
        var lines = cells.Select(row => $"{row[0].PadRight(widths[0])}  {row[1].PadRight(widths[1])}  {row[2].PadRight(widths[2])}  {row[3].PadLeft(widths[3])}");
        return $"{Title}\n{string.Join('\n', lines)}\n{Count(Parameters)} parameters in all";
    }

    /// <summary>The table as HTML.</summary>
    public string ToHtml() =>
        $"<table><caption>{WebUtility.HtmlEncode(Title)}</caption><thead><tr><th>layer</th><th>kind</th><th>output</th><th>parameters</th></tr></thead><tbody>" +
        string.Concat(Rows.Select(row => $"<tr><td>{WebUtility.HtmlEncode(row.Name)}</td><td>{WebUtility.HtmlEncode(row.Kind)}</td><td>{row.Output}</td><td style=\"text-align:right\">{Count(row.Parameters)}</td></tr>")) +
        $"</tbody><tfoot><tr><th colspan=\"3\">all</th><th style=\"text-align:right\">{Count(Parameters)}</th></tr></tfoot></table>";

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
