using DeepLearning.Data;
using DeepLearning.Layers;
using DeepLearning.Losses;
using DeepLearning.Optimizers;
using DeepLearning.Tensors;
using DeepLearning.Training;

namespace DeepLearning.Tests.Training;

public class ScheduleTests
{
    private sealed class Recording() : Optimizer(1)
    {
        public List<float> Rates { get; } = [];

        protected override void Update(Tensor parameter, Tensor gradient)
        {
            if (parameter.Shape[0] > 1) Rates.Add(LearningRate);
        }
    }

    [Fact]
    public void Every_epoch_has_the_rate_of_its_schedule()
    {
        var (x, y) = (Tensor.Ones([4, 2]), Tensor.Ones([4, 1]));
        var optimizer = new Recording();
        var trainer = new Trainer(new NeuralNetwork([new Dense(1)], new MeanSquaredError()), optimizer)
        {
            Output = TextWriter.Null,
            Schedule = LearningRateSchedule.Linear(0.3f, 0.1f),
        };
        trainer.Fit(new Split<Tensor>(x, y, x, y), epochs: 3, batchSize: 2, earlyStopping: false,
            cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([0.3f, 0.3f, 0.2f, 0.2f, 0.1f, 0.1f], optimizer.Rates, (a, b) => Math.Abs(a - b) < 1e-6f);
    }
}
