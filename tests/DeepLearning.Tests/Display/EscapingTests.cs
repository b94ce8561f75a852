using DeepLearning.Data;
using DeepLearning.Display;
using DeepLearning.Exercises;
using DeepLearning.Layers;
using DeepLearning.Losses;
using DeepLearning.Modules;
using DeepLearning.Plotting;
using DeepLearning.Tensors;
using DeepLearning.Training;

namespace DeepLearning.Tests.Display;

/// <summary>Text that comes from data (cells of a CSV file, names, messages) is shown as text, whatever stands in it.</summary>
public class EscapingTests
{
    private const string Attack = "</script><img src=x onerror=alert(1)>\"'><b>";

    private static readonly Dictionary<string, Func<string>> Shown = new()
    {
        ["CSV"] = () => Csv().ToHtml(),
        ["CSV, described"] = () => Csv().Describe().ToHtml(),
        ["card"] = () => Card.Of(Attack, Comparison.Of(Attack, 1, 1, 1)).WithColumns(Attack, Attack).WithNote(Attack).ToHtml(),
        ["line"] = () => Chart.Line([1, 2], [3, 4], Attack).WithTitle(Attack).WithXAxis(Attack).WithYAxis(Attack).WithDescription(Attack).WithAnnotation(1, 3, Attack).WithHorizontalLine(3, Attack).ToHtml(),
        ["bars"] = () => Chart.Bars([Attack, "b"], (Attack, [1.0, 2])).ToHtml(),
        ["images"] = () => Chart.Images([new float[2, 2]], titles: [Attack]).ToHtml(),
        ["figure of another program"] = () => Figure.FromJson(Chart.Line([1, 2], [3, 4], Attack).WithTitle(Attack).ToJson()).ToHtml(),
        ["graph"] = () => new ComputationGraph().Input("x", Attack).Operation("f", "x", Attack).Value("x", "f", Attack).WithTitle(Attack).WithDescription(Attack).ToHtml(),
        ["matrix"] = () => new MatrixDiagram().Matrix(Attack, Attack, Attack).WithTitle(Attack).ToHtml(),
        ["network"] = () =>
        {
            var network = new NeuralNetwork([new Dense(1, new Named())], new MeanSquaredError());
            network.Forward(Tensor.Ones([2, 2]));
            return network.ToHtml();
        },
        ["module"] = () => new NamedModule().Summary([1, 2]).ToHtml(),
        ["verdict"] = () => new Verdict(default, "01.1", Attack, Attack, Attack).ToHtml(),
    };

    public static TheoryData<string> Names => [.. Shown.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Text_from_data_does_not_become_markup(string what)
    {
        var html = Shown[what]();
        Assert.Contains("onerror", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("</script><", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("\"'>", html, StringComparison.Ordinal);
    }

    private static Table Csv()
    {
        var cell = Attack.Replace("\"", "\"\"", StringComparison.Ordinal);
        return Table.ReadCsv(new StringReader($"\"{cell}\",\"number {cell}\"\n\"{cell}\",1\n"), "x");
    }

    private sealed class Named : Operation
    {
        public override string Name => Attack;

        protected override Tensor Output(Tensor input) => input;

        protected override Tensor InputGrad(Tensor outputGrad) => outputGrad;
    }

    private sealed class NamedModule : Module
    {
        private readonly Dictionary<string, Module> _parts = new() { [Attack] = new Linear(2, 1) };

        public override Tensor Forward(Tensor input) => _parts[Attack].Call(input);
    }
}
