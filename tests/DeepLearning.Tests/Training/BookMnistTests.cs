using System.Globalization;
using DeepLearning.Data;
using DeepLearning.Layers;
using DeepLearning.Losses;
using DeepLearning.Optimizers;
using DeepLearning.Training;

namespace DeepLearning.Tests.Training;

/// <summary>The first evaluation of two experiments of the book's fourth chapter, to the last printed digit.</summary>
public class BookMnistTests
{
    [Fact]
    public void Five_epochs_of_chapter_4_print_the_books_losses()
    {
        var data = Mnist.Load().StandardizedSplit();
        Assert.Equal("0.719", AfterFiveEpochs(null, new SoftmaxCrossEntropy(CrossEntropyForm.PrintedInTheBook)));
        Assert.Equal("0.836", AfterFiveEpochs(new Sigmoid(), new MeanSquaredError()));

        string AfterFiveEpochs(Operation? last, Loss loss)
        {
            var network = new NeuralNetwork([new Dense(89, new Sigmoid()), new Dense(10, last)], loss, seed: 190119, Seeding.EveryLayer);
            var history = new Trainer(network, new Sgd(0.1f)) { Output = TextWriter.Null }
                .Fit(data, epochs: 5, evaluateEvery: 5, batchSize: 60, cancellation: TestContext.Current.CancellationToken);
            return history.ValidationLosses[^1].ToString("F3", CultureInfo.InvariantCulture);
        }
    }
}
