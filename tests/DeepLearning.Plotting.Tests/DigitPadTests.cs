using DeepLearning.Data;
using DeepLearning.Layers;
using DeepLearning.Losses;
using DeepLearning.Training;

namespace DeepLearning.Plotting.Tests;

public class DigitPadTests
{
    private static readonly Lazy<Mnist> s_digits = new(Mnist.Load);

    private static NeuralNetwork Network(Operation activation, int channels = 2, int size = 3)
    {
        var network = new NeuralNetwork([new Conv2D(channels, size, activation: activation), new Flatten(),
            new Dense(10, initialization: Initialization.Glorot)],
            new SoftmaxCrossEntropy(), seed: 5);
        network.Predict(s_digits.Value.Test.Take(1).Images(s_digits.Value.Mean, s_digits.Value.StandardDeviation).Reshape(1, 1, 28, 28));
        return network;
    }

    [Fact]
    public void The_page_computes_what_the_network_does()
    {
        var pad = DigitPad.For(Network(new Tanh()), s_digits.Value);
        Assert.Equal(10, pad.Examples.Length);
        foreach (var (pixels, own) in pad.Examples.Zip(pad.Expected))
        {
            Assert.Equal(1, own.Sum(), 1e-9);
            Assert.All(pad.Read(pixels).Zip(own), pair => Assert.Equal(pair.Second, pair.First, 0.02));
        }
        Assert.True(pad.Expected.Select(chances => chances.Max()).Distinct().Count() > 5, "the examples are told apart");
    }

    [Fact]
    public void A_still_picture_with_its_words_remains_without_scripts()
    {
        var pad = DigitPad.For(Network(new Tanh()), s_digits.Value);
        var picture = Assert.Single(Sanitizer.Pictures(pad.ToHtml()));
        Assert.Equal(pad.ToString(), picture.Words);
        Assert.Contains("Ten test digits and what the network reads: 0 as ", picture.Words, StringComparison.Ordinal);
        Assert.Equal(2 * 784 * 10,
            Convert.FromBase64String(System.Text.RegularExpressions.Regex.Match(pad.ToHtml(), "weights:'([^']*)'").Groups[1].Value).Length);
        Assert.Equal(pad.ToHtml(), pad.ToHtml());
    }

    [Fact]
    public void Other_networks_are_refused_in_words()
    {
        foreach (var other in new[] { Network(new ReLU()), Dense() })
            Assert.StartsWith("DigitPad.For: expected a network of Conv2D",
                Assert.Throws<ArgumentException>(() => DigitPad.For(other, s_digits.Value)).Message, StringComparison.Ordinal);

        static NeuralNetwork Dense()
        {
            var dense = new NeuralNetwork([new Flatten(), new Dense(10)], new SoftmaxCrossEntropy(), seed: 5);
            dense.Predict(s_digits.Value.Test.Take(1).Images().Reshape(1, 1, 28, 28));
            return dense;
        }
    }
}
