using DeepLearning.Data;
using DeepLearning.Layers;
using DeepLearning.Losses;
using DeepLearning.Modules;
using DeepLearning.Optimizers;
using DeepLearning.Tensors;
using DeepLearning.Training;
using static DeepLearning.Tests.Layers.Draw;

namespace DeepLearning.Tests.Training;

[Collection(nameof(ModuleGenerator))]
public class LossCheckTests
{
    private static readonly Split<Tensor> Data = new(Normal([40, 3], 1), Normal([40, 1], 2), Normal([10, 3], 3), Normal([10, 1], 4));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_rate_that_is_too_large_is_named_with_the_layer_and_the_step()
    {
        var error = Diverge(Data, rate: 1e6f);
        Assert.Matches(@"^The loss of step \d+ is (infinite|not a number): the training diverged\. The first number that is not finite is found in .*layer \d \(Dense.*\).*\. Try a smaller learning rate than 1000000, or look for extreme numbers in the data\.$", error.Message);
        Assert.InRange(error.Step, 2, 50);
        Assert.False(float.IsFinite(error.Loss));
        Assert.Contains(error.Place, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "the input batch")]
    [InlineData(false, "the targets of the batch")]
    public void A_number_in_the_data_is_not_blamed_on_the_rate(bool inFeatures, string place)
    {
        var x = Data.TrainX.ToArray();
        var y = Data.TrainY.ToArray();
        (inFeatures ? x : y)[7] = float.NaN;
        var error = Diverge(Data with { TrainX = Tensor.FromArray(x, [40, 3]), TrainY = Tensor.FromArray(y, [40, 1]) }, rate: 0.01f);
        Assert.Equal(place, error.Place);
        Assert.EndsWith("Clean the data: one such number spoils every weight.", error.Message, StringComparison.Ordinal);
        Assert.InRange(error.Step, 1, 5);
    }

    [Fact]
    public void A_parameter_an_output_and_the_loss_itself_are_told_apart()
    {
        var network = new NeuralNetwork([new Dense(4, new DeepLearning.Layers.Tanh()), new Dense(1)], new MeanSquaredError());
        var (x, y) = (Normal([5, 3], 5), Normal([5, 1], 6));
        LossCheck.ThrowUnlessFinite(network.TrainBatch(x, y), 1, network, x, y);

        network.Layers[1].Parameters[0].Value.Fill(float.MaxValue);
        network.Layers[0].Parameters[1].Value.Fill(50);
        Assert.Equal("the output of layer 2 (Dense)", PlaceOf(network, x, y));
        network.Layers[1].Parameters[0].Value.Fill(1e25f);
        Assert.Equal("the loss itself: the outputs of layer 2 (Dense) are finite, but too large for it", PlaceOf(network, x, y));
        network.Layers[1].Parameters[1].Value.Fill(float.NaN);
        Assert.Equal($"the parameter '{network.Layers[1].Parameters[1].Name}' of layer 2 (Dense)", PlaceOf(network, x, y));
        network.Layers[0].Parameters[0].Value.Fill(float.PositiveInfinity);
        Assert.Equal($"the parameter '{network.Layers[0].Parameters[0].Name}' of layer 1 (Dense, Tanh)", PlaceOf(network, x, y));
    }

    [Fact]
    public void Modules_are_named_by_the_path_that_leads_to_them()
    {
        var (first, second) = (new Linear(3, 4), new Linear(4, 1));
        var model = new Sequential(first, new DeepLearning.Modules.Tanh(), second);
        var (x, y) = (Normal([5, 3], 5), Normal([5, 1], 6));
        Assert.Null(Record.Exception(() => LossCheck.ThrowUnlessFinite(0.5f, 3, model, x, y)));
        Assert.Equal("the loss itself: the outputs of layer '2' (Linear(4, 1)) are finite, but too large for it", PlaceOf(model, x));
        second.Weight.Fill(float.MaxValue);
        first.Bias!.Fill(50);
        Assert.Equal("the output of layer '2' (Linear(4, 1))", PlaceOf(model, x));
        first.Bias.Fill(float.NaN);
        Assert.Equal("the parameter 'Bias' of layer '0' (Linear(3, 4))", PlaceOf(model, x));
        Assert.Equal("the input batch", PlaceOf(model, Tensor.Full([2, 3], float.NaN)));
        var error = Assert.Throws<DivergenceException>(() => LossCheck.ThrowUnlessFinite(float.NaN, 3, model, x, y, 0.5f));
        Assert.StartsWith("The loss of step 3 is not a number: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Try a smaller learning rate than 0.5, or look for extreme numbers in the data.", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_search_leaves_running_averages_and_the_generator_as_they_were()
    {
        var (norm, x) = (new BatchNorm1d(3), Normal([5, 3], 5));
        var model = new Sequential(norm, new DeepLearning.Modules.Dropout { P = 0.5f }, new Linear(3, 1));
        model.Call(x);
        var (mean, variance, draws) = (norm.RunningMean.ToArray(), norm.RunningVariance.ToArray(), Module.Random.GetState());
        PlaceOf(model, x);
        Assert.Equal(mean, norm.RunningMean.ToArray());
        Assert.Equal(variance, norm.RunningVariance.ToArray());
        Assert.Equal((draws.Position, draws.Key[0]), (Module.Random.GetState().Position, Module.Random.GetState().Key[0]));
    }

    [Fact]
    public void Switched_off_training_goes_on_to_the_end()
    {
        var history = Make(1e6f, check: false).Fit(Data, epochs: 6, evaluateEvery: 2, batchSize: 8, earlyStopping: false,
            cancellation: Cancellation);
        Assert.Equal(6, history.TrainingLosses.Count);
        Assert.True(double.IsNaN(history.TrainingLosses[^1]));
        Assert.True(Make(1e6f, check: false).Fit(Data, epochs: 6, evaluateEvery: 2, batchSize: 8, cancellation: Cancellation).StoppedEarly);
    }

    [Fact]
    public void Test_rows_are_searched_too_also_beyond_the_first_thousand()
    {
        var x = Normal([1500, 3], 7).ToArray();
        x[1200 * 3] = float.PositiveInfinity;
        var error = Diverge(Data with { TestX = Tensor.FromArray(x, [1500, 3]), TestY = Normal([1500, 1], 8) }, rate: 0.01f);
        Assert.Equal("the input batch", error.Place);
        Assert.StartsWith("The validation loss after step 50 is ", error.Message, StringComparison.Ordinal);
    }

    private static DivergenceException Diverge(Split<Tensor> data, float rate) => Assert.Throws<DivergenceException>(() =>
        Make(rate).Fit(data, epochs: 10, batchSize: 8, cancellation: Cancellation));

    private static Trainer Make(float rate, bool check = true) =>
        new(new([new Dense(5, new DeepLearning.Layers.LeakyReLU()), new Dense(1)], new MeanSquaredError(), seed: 3),
            new Sgd(rate))
        { Output = TextWriter.Null, ChecksLoss = check };

    private static string PlaceOf(NeuralNetwork network, Tensor x, Tensor y) => Assert.Throws<DivergenceException>(() =>
        LossCheck.ThrowUnlessFinite(network.TrainBatch(x, y), 1, network, x, y)).Place;

    private static string PlaceOf(Module module, Tensor x) => Assert.Throws<DivergenceException>(() =>
        LossCheck.ThrowUnlessFinite(float.PositiveInfinity, 1, module, x)).Place;
}
