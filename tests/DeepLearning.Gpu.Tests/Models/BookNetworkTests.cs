using DeepLearning.Data;
using DeepLearning.Layers;
using DeepLearning.Losses;
using DeepLearning.Optimizers;
using DeepLearning.Random;
using DeepLearning.Recurrent;
using DeepLearning.Tensors;
using DeepLearning.Training;

namespace DeepLearning.Gpu.Tests.Models;

/// <summary>The book's framework on the card: gradients, and what training leaves.</summary>
public class BookNetworkTests
{
    private static readonly Dictionary<string, Func<Optimizer>> s_optimizers = new()
    {
        ["Sgd"] = () => new Sgd(0.05f),
        ["SgdMomentum"] = () => new SgdMomentum(0.05f),
        ["AdaGrad"] = () => new AdaGrad(0.05f),
        ["RmsProp"] = () => new RmsProp(0.01f),
        ["Adam"] = () => new Adam(0.01f),
        ["AdamW"] = () => new AdamW(0.01f),
    };

    public static TheoryData<string> Optimizers => [.. s_optimizers.Keys];

    [Theory, MemberData(nameof(Optimizers))]
    public void A_network_for_digits_with_dropout_trains_the_same(string optimizer) => OnBoth.AssertSame(() =>
    {
        NeuralNetwork network = new([new Dense(9, new Tanh(), Initialization.Glorot), new Dropout(0.8f), new Dense(4)],
            new SoftmaxCrossEntropy(), seed: 5);
        var (x, y) = (OnBoth.Draw([40, 12]), OneHotOf(40, 4));
        new Trainer(network, s_optimizers[optimizer]()) { Output = TextWriter.Null }.Fit(new(x, y, x, y), epochs: 3, evaluateEvery: 1,
            batchSize: 16);
        network.TrainBatch(x, y);
        return Parameters(network);
    });

    [Fact]
    public void A_convolutional_network_trains_the_same() => OnBoth.AssertSame(() =>
    {
        NeuralNetwork network = new(
            [new Conv2D(4, 3, activation: new ReLU()), new Conv2D(5, 3, stride: 2, activation: new Tanh()), new Flatten(), new Dense(3)],
            new SoftmaxCrossEntropy(), seed: 7);
        var (x, y) = (OnBoth.Draw([6, 2, 8, 8]), OneHotOf(6, 3));
        for (var step = 0; step < 3; step++)
        {
            network.TrainBatch(x, y);
            new Sgd(0.1f).Step([.. network.Parameters.Select(parameter => Moving(parameter))]);
        }
        return [.. Parameters(network), ("prediction", network.Predict(x))];
    });

    [Theory, InlineData("Rnn"), InlineData("Gru"), InlineData("Lstm")]
    public void Recurrent_layers_go_through_time_the_same(string kind) => OnBoth.AssertSame(() =>
    {
        var random = new RandomState(4);
        RecurrentLayer layer = kind switch
        {
            "Rnn" => new RnnLayer(3, 5, random),
            "Gru" => new GruLayer(3, 5, random),
            _ =>
            new LstmLayer(3, 5, random)
        };
        var output = layer.Forward(OnBoth.Draw([2, 6, 3]));
        var inputGrad = layer.Backward(OnBoth.Draw([2, 6, 5], 8));
        return [("output", output), ("input's gradient", inputGrad),
            .. layer.Parameters.All.Select(parameter => (parameter.Name, parameter.Grad!))];
    });

    private static Tensor Moving(Parameter parameter)
    {
        parameter.Value.Grad = parameter.Grad;
        return parameter.Value;
    }

    private static IEnumerable<(string, Tensor)> Parameters(NeuralNetwork network) =>
        network.Parameters.SelectMany(parameter => new[] { (parameter.Name, parameter.Value),
            ($"gradient of {parameter.Name}", parameter.Grad!) });

    private static Tensor OneHotOf(int rows, int classes) =>
        OneHot.Encode([.. Enumerable.Range(0, rows).Select(row => row * 7 % classes)], classes);
}
