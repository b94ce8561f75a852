using System.Globalization;
using DeepLearning.Data;
using DeepLearning.Layers;
using DeepLearning.Losses;
using DeepLearning.Optimizers;
using DeepLearning.Tensors;
using DeepLearning.Training;

namespace DeepLearning.Tests.Training;

/// <summary>The three models of the book's third chapter, to the last printed digit.</summary>
public class BookBostonTests
{
    private static readonly Split<Tensor> Data = Boston.Load().StandardizedSplit().ToTensors();

    [Theory]
    [InlineData("", "30.293 28.469 26.293 25.541 25.087", "3.52", "5.01")]
    [InlineData("13", "27.435 21.839 18.918 17.195 16.215", "2.60", "4.03")]
    [InlineData("13 13", "44.143 25.278 22.339 16.500 14.655", "2.45", "3.83")]
    public void A_model_of_chapter_3_prints_the_books_numbers(string hidden, string losses, string mae, string rmse)
    {
        var layers = hidden.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(n => new Dense(int.Parse(n, CultureInfo.InvariantCulture), new Sigmoid()));
        var network = new NeuralNetwork([.. layers, new Dense(1)], new MeanSquaredError(), seed: 20190501, Seeding.EveryLayer);
        var output = new StringWriter { NewLine = "\n" };
        var history = new Trainer(network, new Sgd(0.01f)) { Output = output }.Fit(Data, epochs: 50, evaluateEvery: 10, batchSize: 32,
            cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(losses, string.Join(' ', history.ValidationLosses.Select(loss => Text(loss, 3))));
        Assert.Equal([10, 20, 30, 40, 50], history.Epochs);
        Assert.Equal(losses.Split(' ').Select((loss, i) => $"Validation loss after {10 * (i + 1)} epochs: {loss}\n"),
            output.ToString().Split('\n')[..^1].Select(line => line + "\n"));
        var prediction = network.Predict(Data.TestX);
        Assert.Equal(mae, Text(Metrics.MeanAbsoluteError(prediction, Data.TestY), 2));
        Assert.Equal(rmse, Text(Metrics.RootMeanSquaredError(prediction, Data.TestY), 2));
    }

    private static string Text(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
