using DeepLearning.Display;
using DeepLearning.Layers;
using DeepLearning.Losses;
using DeepLearning.Modules;
using DeepLearning.Tensors;
using DeepLearning.Training;

namespace DeepLearning.Tests.Display;

/// <summary>Text that comes from data (names, messages) is shown as text, whatever stands in it.</summary>
public class EscapingTests
{
    private const string Attack = "</script><img src=x onerror=alert(1)>\"'><b>";

    private static readonly Dictionary<string, Func<string>> Shown = new()
    {
        ["card"] = () => Card.Of(Attack, Comparison.Of(Attack, 1, 1, 1)).WithColumns(Attack, Attack).WithNote(Attack).ToHtml(),
        ["network"] = () =>
        {
            var network = new NeuralNetwork([new Dense(1, new Named())], new MeanSquaredError());
            network.Forward(Tensor.Ones([2, 2]));
            return network.ToHtml();
        },
        ["module"] = () => new NamedModule().Summary([1, 2]).ToHtml(),
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
