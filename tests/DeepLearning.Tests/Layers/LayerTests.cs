using DeepLearning.Layers;
using DeepLearning.Random;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Layers;

public class LayerTests
{
    [Fact]
    public void A_dense_layer_draws_weights_and_biases_row_by_row_from_the_generator()
    {
        var layer = new Dense(2) { Random = new RandomState(9) };
        layer.Forward(Tensor.Zeros([1, 3]));
        var draws = new RandomState(9).Randn(8).Select(x => (float)x).ToArray();
        Assert.Equal(draws[..6], layer.Parameters[0].Value.ToArray());
        Assert.Equal(draws[6..], layer.Parameters[1].Value.ToArray());
    }

    [Fact]
    public void Built_for_one_width_a_layer_refuses_another()
    {
        var layer = new Dense(2);
        layer.Forward(Tensor.Zeros([3, 4]));
        layer.Forward(Tensor.Zeros([9, 4]));
        Assert.Equal("Dense.Forward: 'input' has shape [5, 7]; expected [*, 4].", Message(() => layer.Forward(Tensor.Zeros([5, 7]))));
        layer.Reset();
        Assert.False(layer.IsBuilt);
        Assert.Equal([5, 2], layer.Forward(Tensor.Zeros([5, 7])).Shape);
    }

    [Fact]
    public void Inputs_that_a_layer_can_not_take_are_refused()
    {
        Assert.Equal("Dense.Forward: 'input' has shape [5, 7, 2]; expected [*, *].",
            Message(() => new Dense(2).Forward(Tensor.Zeros([5, 7, 2]))));
        Assert.Equal("Dense.Forward: 'input' has shape []; expected the batch as its first axis.",
            Message(() => new Dense(2).Forward(Tensor.Scalar(1))));
        Assert.Equal("Conv2D.Forward: 'input' has shape [5, 784]; expected [*, *, *, *].",
            Message(() => new Conv2D(2, 3).Forward(Tensor.Zeros([5, 784]))));
        Assert.Equal("Conv2D.Forward: 'input' has shape [1, 1, 5, 2]; axis 3 with padding 0 is shorter than the window of 3.",
            Message(() => new Conv2D(2, 3, padding: 0).Forward(Tensor.Zeros([1, 1, 5, 2]))));
        Assert.Equal("Softmax.Forward: 'input' has shape [4]; expected [*, *].", Message(() => new Softmax().Forward(Tensor.Zeros([4]))));
        Assert.Equal("Convolution2D: 'filters' has shape [1, 1, 3, 2]; expected [*, *, 3, 3].",
            Message(() => _ = new Convolution2D(Tensor.Zeros([1, 1, 3, 2]))));
        Assert.Equal("Convolution2D: 'bias' has shape [1]; expected [2].",
            Message(() => _ = new Convolution2D(Tensor.Zeros([2, 1, 3, 3]), Tensor.Zeros([1]))));
        Assert.Equal("Convolution2D.Forward: 'input' has shape [1, 3, 4, 4]; expected [*, 1, *, *].",
            Message(() => new Convolution2D(Tensor.Zeros([2, 1, 3, 3])).Forward(Tensor.Zeros([1, 3, 4, 4]))));
    }

    [Fact]
    public void Settings_outside_their_range_are_refused()
    {
        Assert.Contains("Dropout: the probability to keep a number must be above 0 and at most 1.", Range(() => _ = new Dropout(0)),
            StringComparison.Ordinal);
        Assert.Contains("Conv2D: size and stride must be 1 or more, got 3 and 0.", Range(() => _ = new Conv2D(1, 3, stride: 0)),
            StringComparison.Ordinal);
        Assert.Contains("LeakyReLU: the slope must be a number.", Range(() => _ = new LeakyReLU(float.NaN)), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new Dense(0));
    }

    [Fact]
    public void Backward_before_forward_is_refused()
    {
        Assert.StartsWith("Dense.Backward: call Forward first.",
            Assert.Throws<InvalidOperationException>(() => new Dense(2).Backward(Tensor.Zeros([1, 2]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dropout_keeps_the_share_and_the_mean_while_training_and_everything_when_predicting()
    {
        var (layer, ones) = (new Dropout(0.8f), Tensor.Ones([100, 100]));
        var first = layer.Forward(ones).ToArray();
        Assert.All(first, x => Assert.True(x is 0 or 1.25f));
        Assert.InRange(first.Average(), 0.97, 1.03);
        Assert.NotEqual(first, layer.Forward(ones).ToArray());
        Assert.Equal(ones.ToArray(), layer.Forward(ones, inference: true).ToArray());
        Assert.Equal(ones.ToArray(), layer.Backward(ones).ToArray());
    }

    [Fact]
    public void Initializations_have_the_spread_they_promise()
    {
        Assert.Equal(1, Spread(Initialization.Standard), 0.02);
        Assert.Equal(Math.Sqrt(2.0 / 300), Spread(Initialization.Glorot), 0.002);
        Assert.Equal(2.0 / 300, Spread(Initialization.GlorotWithoutRoot), 0.0002);
        Assert.Equal(Math.Sqrt(2.0 / 100), Spread(Initialization.He), 0.003);
        Assert.All(Initialization.He.Biases([1, 5], 100, 5, new RandomState(1)).ToArray(), bias => Assert.Equal(0, bias));
        Assert.Equal("Glorot", Initialization.Glorot.ToString());

        static double Spread(Initialization start) =>
            Math.Sqrt(start.Weights([100, 200], 100, 200, new RandomState(1)).ToArray().Average(x => (double)x * x));
    }

    [Fact]
    public void Layers_describe_themselves()
    {
        var layer = new Conv2D(16, 5, stride: 2, activation: new Tanh());
        Assert.Equal("Conv2D 5×5, stride 2, Tanh (not built yet)", layer.ToString());
        layer.Forward(Tensor.Zeros([2, 1, 28, 28]));
        Assert.Equal("Conv2D 5×5, stride 2, Tanh (416 parameters)", layer.ToString());
        Assert.Equal(["Dense, Sigmoid", "Dense", "Dropout, keep 0.8", "ReLU", "Flatten"],
            new Layer[] { new Dense(2, new Sigmoid()), new Dense(2), new Dropout(0.8f), new Activation(new ReLU()), new Flatten() }
                .Select(l => l.Description));
    }

    private static string Message(Action act) => Assert.Throws<ShapeException>(act).Message;

    private static string Range(Action act) => Assert.Throws<ArgumentOutOfRangeException>(act).Message;
}
