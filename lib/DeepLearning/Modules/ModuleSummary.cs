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
        var inTraining = names.Keys.Where(part => part.IsTraining).ToList();
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
            using (new NoGrad()) module.Call(Tensor.Zeros(inputShape, module.Parameters().FirstOrDefault()?.Device));
        }
        finally
        {
            foreach (var part in names.Keys) part.Called -= Note;
            foreach (var part in inTraining) part.IsTraining = true;
        }
        return new($"{module.GetType().Name}, input {inputShape}", rows, module.Parameters().Sum(parameter => parameter.Size));
    }

    /// <summary>The table as text.</summary>
    public override string ToString() => $"{Title}\n{Table}";

    /// <summary>The table as HTML.</summary>
    public string ToHtml() =>
        $"<p style=\"margin:.3em 0\"><strong>{WebUtility.HtmlEncode(Title)}</strong></p>{Table.ToHtml()}{Table.NoteHtml}";

    private TextTable Table => new(
        ["layer", "kind", "output shape", "parameters"],
        [.. Rows.Select(row => new[] { row.Name, row.Kind, $"{row.Output}", Count(row.Parameters) })],
        column => column == 3,
        $"{Count(Parameters)} parameters in all");

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
