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
        Assert.Equal("Dense.Forward: 'input' has shape [5, 7, 2]; expected [*, *].", Message(() => new Dense(2).Forward(Tensor.Zeros([5, 7, 2]))));
        Assert.Equal("Dense.Forward: 'input' has shape []; expected the batch as its first axis.", Message(() => new Dense(2).Forward(Tensor.Scalar(1))));
        Assert.Equal("Conv2D.Forward: 'input' has shape [5, 784]; expected [*, *, *, *].", Message(() => new Conv2D(2, 3).Forward(Tensor.Zeros([5, 784]))));
        Assert.Equal("Conv2D.Forward: 'input' has shape [1, 1, 5, 2]; axis 3 with padding 0 is shorter than the window of 3.",
            Message(() => new Conv2D(2, 3, padding: 0).Forward(Tensor.Zeros([1, 1, 5, 2]))));
        Assert.Equal("Conv1D.Forward: 'input' has shape [1, 2]; expected [*, *, *].", Message(() => new Conv1D(2, 3).Forward(Tensor.Zeros([1, 2]))));
        Assert.Equal("MaxPooling.Forward: 'input' has shape [1, 2]; expected [*, *, *, *].", Message(() => new MaxPool2D(2).Forward(Tensor.Zeros([1, 2]))));
        Assert.Equal("BatchNorm.Forward: 'input' has shape [4]; expected [*, channels] or [*, channels, …].", Message(() => new BatchNorm().Forward(Tensor.Zeros([4]))));
        Assert.Equal("BatchNorm.Forward: 'input' has shape [1, 3], one number for each channel; a mean over the batch needs at least " +
            "two. " +
            "A last batch of one is left where the rows are a multiple of the batch size and one more: take another batch size, or " +
            "dropLast: true in the DataLoader.",
            Message(() => new BatchNorm().Forward(Tensor.Zeros([1, 3]))));
        Assert.Equal("Softmax.Forward: 'input' has shape [4]; expected [*, *].", Message(() => new Softmax().Forward(Tensor.Zeros([4]))));
        Assert.Equal("Convolution2D: 'filters' has shape [1, 1, 3, 2]; expected [*, *, 3, 3].", Message(() => _ = new Convolution2D(Tensor.Zeros([1, 1, 3, 2]))));
        Assert.Equal("Convolution2D: 'bias' has shape [1]; expected [2].", Message(() => _ = new Convolution2D(Tensor.Zeros([2, 1, 3, 3]), Tensor.Zeros([1]))));
        Assert.Equal("Convolution2D.Forward: 'input' has shape [1, 3, 4, 4]; expected [*, 1, *, *].",
            Message(() => new Convolution2D(Tensor.Zeros([2, 1, 3, 3])).Forward(Tensor.Zeros([1, 3, 4, 4]))));
        Assert.Equal("Convolution1D.Forward: 'input' has shape [1, 3, 4]; expected [*, 1, *].",
            Message(() => new Convolution1D(Tensor.Zeros([2, 1, 3])).Forward(Tensor.Zeros([1, 3, 4]))));
    }

    [Fact]
    public void Settings_outside_their_range_are_refused()
    {
        Assert.Contains("Dropout: the probability to keep a number must be above 0 and at most 1.", Range(() => _ = new Dropout(0)), StringComparison.Ordinal);
        Assert.Contains("Conv2D: size and stride must be 1 or more, got 3 and 0.", Range(() => _ = new Conv2D(1, 3, stride: 0)), StringComparison.Ordinal);
        Assert.Contains("Conv1D: the padding must be 0 or more.", Range(() => _ = new Conv1D(1, 3, padding: -1)), StringComparison.Ordinal);
        Assert.Contains("MaxPooling: the padding may be at most half of the window of 2", Range(() => _ = new MaxPool2D(2, padding: 2)), StringComparison.Ordinal);
        Assert.Contains("BatchNorm: the momentum is a number from 0 to 1.", Range(() => _ = new BatchNorm(momentum: 2)), StringComparison.Ordinal);
        Assert.Contains("BatchNorm: epsilon must be positive.", Range(() => _ = new BatchNorm(epsilon: 0)), StringComparison.Ordinal);
        Assert.Contains("LeakyReLU: the slope must be a number.", Range(() => _ = new LeakyReLU(float.NaN)), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => _ = new Dense(0));
    }

    [Fact]
    public void Backward_before_forward_is_refused()
    {
        Assert.StartsWith("Dense.Backward: call Forward first.", Assert.Throws<InvalidOperationException>(() => new Dense(2).Backward(Tensor.Zeros([1, 2]))).Message, StringComparison.Ordinal);
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
    public void Batch_norm_predicts_with_the_averages_it_saw_in_training()
    {
        var (layer, batch) = (new BatchNorm(momentum: 0.5f), Tensor.FromArray([1, 10, 3, 30], [2, 2]));
        Assert.Equal([-1, -1, 1, 1], layer.Forward(batch).ToArray().Select(x => MathF.Round(x, 3)));
        var normalization = (BatchNormalization)layer.Operations[0];
        Assert.Equal([1, 10], normalization.RunningMean.ToArray());
        Assert.Equal([1.5f, 100.5f], normalization.RunningVariance.ToArray());
        Assert.All(layer.Forward(Tensor.FromArray([1, 10], [1, 2]), inference: true).ToArray(), x => Assert.Equal(0, x, 1e-6));
        Assert.StartsWith("BatchNorm.Backward: the last Forward was a prediction",
            Assert.Throws<InvalidOperationException>(() => layer.Backward(Tensor.Ones([1, 2]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_books_convolutions_by_hand()
    {
        var ones = new Convolution1D(Tensor.Ones([1, 1, 3]), padding: 1);
        Assert.Equal(39, ones.Forward(Tensor.FromArray([1, 2, 3, 4, 5], [1, 1, 5])).Sum().Item());
        Assert.Equal([2, 3, 3, 3, 2], ones.Backward(Tensor.Ones([1, 1, 5])).ToArray());
        Assert.Equal([10, 15, 14], ones.Filters.Grad!.ToArray());
        Assert.Equal(133, ones.Forward(Tensor.FromArray([0, 1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6, 7], [2, 1, 7])).Sum().Item());
        ones.Backward(Tensor.Ones([2, 1, 7]));
        Assert.Equal([36, 49, 48], ones.Filters.Grad!.ToArray());
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
        Assert.Equal(["Dense, Sigmoid", "Dense", "Conv1D 3", "MaxPool2D 2×2", "AveragePool2D 3×3", "Dropout, keep 0.8", "ReLU", "Flatten", "BatchNorm"],
            new Layer[] { new Dense(2, new Sigmoid()), new Dense(2), new Conv1D(2, 3), new MaxPool2D(2), new AveragePool2D(3), new Dropout(0.8f), new Activation(new ReLU()), new Flatten(), new BatchNorm() }
                .Select(l => l.Description));
    }

    private static string Message(Action act) => Assert.Throws<ShapeException>(act).Message;

    private static string Range(Action act) => Assert.Throws<ArgumentOutOfRangeException>(act).Message;
}
