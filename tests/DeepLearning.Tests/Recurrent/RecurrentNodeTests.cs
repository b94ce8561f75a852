using DeepLearning.Random;
using DeepLearning.Recurrent;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Recurrent;

/// <summary>Nodes run step by step give what their layer gives for the whole sequence, forward and backward.</summary>
public class RecurrentNodeTests
{
    private const int Batch = 3, Steps = 4, In = 2, Width = 5;

    private static readonly Tensor s_input = Draw(1, [Batch, Steps, In]);
    private static readonly Tensor s_upstream = Draw(2, [Batch, Steps, Width]);

    [Fact]
    public void Rnn_nodes_agree_with_their_layer()
    {
        var layer = new RnnLayer(In, Width, new RandomState(3));
        Check(layer, layer.Parameters, parameters =>
        {
            var node = new RnnNode(parameters);
            return ((x, h, c) => (node.Forward(x, h), c), (h, c) => { var (x, hidden) = node.Backward(h); return (x, hidden, c); });
        });
    }

    [Fact]
    public void Gru_nodes_agree_with_their_layer()
    {
        var layer = new GruLayer(In, Width, new RandomState(4));
        Check(layer, layer.Parameters, parameters =>
        {
            var node = new GruNode(parameters);
            return ((x, h, c) => (node.Forward(x, h), c), (h, c) => { var (x, hidden) = node.Backward(h); return (x, hidden, c); });
        });
    }

    [Fact]
    public void Lstm_nodes_agree_with_their_layer()
    {
        var layer = new LstmLayer(In, Width, new RandomState(5));
        Check(layer, layer.Parameters, parameters =>
        {
            var node = new LstmNode(parameters);
            return (node.Forward, node.Backward);
        });
    }

    [Fact]
    public void A_layer_names_the_shape_it_wants_and_the_call_it_misses()
    {
        var layer = new RnnLayer(In, Width, new RandomState(1));
        Assert.Equal("RnnLayer.Forward: 'input' has shape [3, 4, 7]; expected [*, *, 2].",
            Assert.Throws<ShapeException>(() => layer.Forward(Tensor.Zeros([3, 4, 7]))).Message);
        Assert.Throws<InvalidOperationException>(() => layer.Backward(s_upstream));
    }

    [Fact]
    public void A_layer_refuses_an_empty_sequence_and_a_gradient_of_another_shape()
    {
        var layer = new LstmLayer(In, Width, new RandomState(1));
        Assert.Equal("LstmLayer.Forward: 'input' has shape [3, 0, 2]; expected at least one step.",
            Assert.Throws<ShapeException>(() => layer.Forward(Tensor.Zeros([3, 0, In]))).Message);
        layer.Forward(s_input);
        Assert.Equal("LstmLayer.Backward: 'outputGrad' has shape [3, 3, 5]; expected [3, 4, 5].",
            Assert.Throws<ShapeException>(() => layer.Backward(Tensor.Zeros([3, 3, Width]))).Message);
    }

    [Fact]
    public void A_node_names_the_shapes_it_wants_the_call_it_misses_and_parameters_of_another_kind()
    {
        RecurrentParameters Parameters(int gates) => new(In, Width, gates, new RandomState(1));
        var (x, h) = (Tensor.Zeros([Batch, In]), Tensor.Zeros([Batch, Width]));
        var node = new LstmNode(Parameters(4));
        Assert.Equal("LstmNode.Backward: call Forward first.", Assert.Throws<InvalidOperationException>(() => node.Backward(h, h)).Message);
        Assert.Equal("LstmNode.Forward: 'input' has shape [3, 5]; expected [*, 2].",
            Assert.Throws<ShapeException>(() => node.Forward(h, h, h)).Message);
        Assert.Equal("LstmNode.Forward: 'hidden' has shape [3, 2]; expected [3, 5].",
            Assert.Throws<ShapeException>(() => node.Forward(x, x, h)).Message);
        Assert.Equal("LstmNode.Forward: 'cell' has shape [3, 2]; expected [3, 5].",
            Assert.Throws<ShapeException>(() => node.Forward(x, h, x)).Message);
        node.Forward(x, h, h);
        Assert.Equal("LstmNode.Backward: 'cellGrad' has shape [3, 2]; expected [3, 5].",
            Assert.Throws<ShapeException>(() => node.Backward(h, x)).Message);
        Assert.Equal("GruNode.Forward: the parameters are those of 4 gates; expected 3.",
            Assert.Throws<ArgumentException>(() => new GruNode(Parameters(4)).Forward(x, h)).Message);
        Assert.Throws<InvalidOperationException>(() => new GruNode(Parameters(3)).Backward(h));
        Assert.Throws<InvalidOperationException>(() => new RnnNode(Parameters(1)).Backward(h));
        Assert.Throws<ArgumentException>(() => new RnnNode(Parameters(3)).Forward(x, h));
    }

    private delegate (Tensor, Tensor) Forward(Tensor input, Tensor hidden, Tensor cell);

    private delegate (Tensor, Tensor, Tensor) Backward(Tensor hiddenGrad, Tensor cellGrad);

    private static void Check(RecurrentLayer layer, RecurrentParameters parameters, Func<RecurrentParameters, (Forward, Backward)> makeNode)
    {
        foreach (var bias in new[] { parameters.InputBias, parameters.HiddenBias }) bias.Value.CopyFrom(Draw(9, bias.Value.Shape));
        var output = layer.Forward(s_input);
        var inputGrad = layer.Backward(s_upstream);
        var expected = parameters.All.Select(parameter => parameter.Grad!.ToArray()).ToList();

        parameters.ZeroGrad();
        var nodes = Enumerable.Range(0, Steps).Select(_ => makeNode(parameters)).ToList();
        var (hidden, cell) = (Tensor.Zeros([Batch, Width]), Tensor.Zeros([Batch, Width]));
        for (var t = 0; t < Steps; t++)
        {
            (hidden, cell) = nodes[t].Item1(At(s_input, t), hidden, cell);
            Same(At(output, t).ToArray(), hidden.ToArray(), $"hidden state {t}");
        }
        var (hiddenGrad, cellGrad) = (Tensor.Zeros([Batch, Width]), Tensor.Zeros([Batch, Width]));
        for (var t = Steps - 1; t >= 0; t--)
        {
            (var x, hiddenGrad, cellGrad) = nodes[t].Item2(hiddenGrad + At(s_upstream, t), cellGrad);
            Same(At(inputGrad, t).ToArray(), x.ToArray(), $"input gradient {t}");
        }
        for (var i = 0; i < expected.Count; i++) Same(expected[i], parameters.All[i].Grad!.ToArray(), parameters.All[i].Name);
    }

    private static Tensor At(Tensor sequence, int t) => sequence.Permute(1, 0, 2).Rows(t, t + 1).Reshape(Batch, -1);

    private static Tensor Draw(uint seed, Shape shape) => Tensor.FromArray(new RandomState(seed).Normal(0, 0.7, shape.Size), shape);

    private static void Same(float[] expected, float[] got, string what)
    {
        for (var i = 0; i < got.Length; i++) Assert.True(Math.Abs(expected[i] - got[i]) < 1e-5f,
            $"{what} [{i}]: layer {expected[i]}, nodes {got[i]}");
    }
}
