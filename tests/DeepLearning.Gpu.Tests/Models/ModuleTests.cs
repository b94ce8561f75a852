using DeepLearning.Autograd;
using DeepLearning.Data;
using DeepLearning.Modules;
using DeepLearning.Optimizers;
using DeepLearning.Tensors;
using DeepLearning.Training;

namespace DeepLearning.Gpu.Tests.Models;

/// <summary>Modules with automatic differentiation on the card: outputs, all gradients, and some steps of training.</summary>
public class ModuleTests
{
    private static readonly Dictionary<string, (Func<Module> Make, Shape Input)> s_models = new()
    {
        ["Linear"] = (() => new Sequential(new Linear(3, 5), new Sigmoid(), new Linear(5, 4), new LeakyReLU(0.1f), new Linear(4, 2)),
            [6, 3]),
        ["Convolutions"] = (() => new Sequential(new Conv2d(2, 4, 3, padding: 1, bias: false), new BatchNorm2d(4), new ReLU(),
            new MaxPool2d(2), new Conv2d(4, 3, 3, stride: 2), new AvgPool2d(2), new Flatten(), new Linear(3, 2)), [5, 2, 10, 10]),
        ["Dropout"] = (() => new Sequential(new Linear(4, 30), new Dropout { P = 0.4f }, new Tanh(), new Linear(30, 2)), [7, 4]),
        ["LayerNorm"] = (() => new Sequential(new Linear(3, 6), new LayerNorm(6), new Linear(6, 2)), [4, 3]),
        ["Rnn"] = (() => new Sequential(new Rnn(3, 4), new Linear(4, 2)), [2, 5, 3]),
        ["Gru"] = (() => new Sequential(new Gru(3, 4, layers: 2), new Linear(4, 2)), [2, 5, 3]),
        ["Lstm"] = (() => new Sequential(new Lstm(3, 4, layers: 2), new Linear(4, 2)), [3, 4, 3]),
    };

    public static TheoryData<string> Names => [.. s_models.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Gradients_and_three_steps_of_Adam_are_the_same(string name) => OnBoth.AssertSame(() =>
    {
        var (make, shape) = s_models[name];
        var (model, input, optimizer) = (make(), OnBoth.Draw(shape), new Adam(0.01f));
        input.RequiresGrad = true;
        List<(string, Tensor)> results = [];
        for (var step = 0; step < 3; step++)
        {
            model.ZeroGrad();
            var output = model.Call(input);
            (output * OnBoth.Draw(output.Shape, 9)).Sum().Backward();
            if (step == 0) results.AddRange(model.NamedParameters()
                .Select(parameter => ($"gradient of {parameter.Name}", parameter.Value.Grad!.Clone())));
            if (step == 0) results.Add(("input's gradient", input.Grad!.Clone()));
            optimizer.Step([.. model.Parameters()]);
        }
        model.Eval();
        return [.. results, .. model.NamedParameters(), .. model.NamedBuffers(), ("prediction", model.Call(input.Detach()))];
    });

    [Fact]
    public void Embeddings_and_rows_named_twice_are_the_same() => OnBoth.AssertSame(() =>
    {
        var model = new Sequential(new Embedding(5, 3), new Gru(3, 4), new Linear(4, 5));
        var output = model.Call(Tensor.FromArray([1, 0, 4, 4, 2, 1], [2, 3]));
        var loss = new CrossEntropyLoss().Call(output.Reshape(6, 5), [0, 4, 4, 2, 1, 1]);
        loss.Backward();
        return [("loss", loss), .. model.NamedParameters().Select(parameter => (parameter.Name, parameter.Value.Grad!))];
    });

    [Fact]
    public void A_learner_trains_the_same() => OnBoth.AssertSame(() =>
    {
        var model = new Sequential(new Linear(4, 8), new ReLU(), new Linear(8, 3));
        var (x, labels) = (OnBoth.Draw([24, 4]), Enumerable.Range(0, 24).Select(row => row % 3).ToArray());
        DataLoader train = new(x, OneHot.Encode(labels, 3), 8, shuffleSeed: 2);
        var recorder = new Learner(model, new CrossEntropyLoss(), new SgdMomentum(0.1f), train, train,
            ("accuracy", Metrics.Accuracy))
        { Output = TextWriter.Null }.Fit(2, new OneCycle(0.1f));
        return [.. model.NamedParameters(), ("losses", Tensor.FromArray([.. recorder.Losses]))];
    });

    [Fact]
    public void Arithmetic_with_history_has_the_same_gradients() => OnBoth.AssertSame(() =>
    {
        var (a, b, row) = (OnBoth.Draw([4, 6]), OnBoth.Draw([4, 6], 2), OnBoth.Draw([6], 3));
        foreach (var tensor in new[] { a, b, row }) tensor.RequiresGrad = true;
        var y = Tensor.Maximum(a, b) / (row.Exp() + 1) - a.Columns(1, 4).Sum() * Tensor.Concat(a, b).Permute(1, 0).Rows([0, 3, 3])
            .Mean(1, keepAxis: true).Max(0) + (b.Square() + 1).Log().Abs().Sqrt();
        y.Sum().Backward();
        return [("y", y), ("a", a.Grad!), ("b", b.Grad!), ("row", row.Grad!)];
    });
}
