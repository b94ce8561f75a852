using DeepLearning.Data;
using DeepLearning.Modules;
using DeepLearning.Optimizers;
using DeepLearning.Training;

namespace DeepLearning.Tests.Training;

/// <summary>Two of the recipes of chapter 9, an epoch each: Howard and Gugger (2020), ch. 13, print accuracies of .9743 and
/// .9864.</summary>
[Collection(nameof(ModuleGenerator))]
public class StabilityRecipesTests
{
    [Theory]
    [InlineData(false, 0.9743, 0.01)]
    [InlineData(true, 0.9864, 0.005)]
    public void One_cycle_reads_digits_after_an_epoch(bool batchNorm, double published, double tolerance)
    {
        var mnist = Mnist.Load();
        DataLoader Rows(MnistSet set, int batch, uint? shuffle) =>
            new(set.Images(scale: 255).Reshape(-1, 1, 28, 28), set.OneHotLabels(), batch, shuffle, dropLast: true);
        Module.Seed(16);
        var model = new Sequential([.. new[] { 1, 8, 16, 32, 64, 10 }.Zip([8, 16, 32, 64, 10], (from, to) => Part(from, to, batchNorm)),
            new Flatten()]);
        var learner = new Learner(model, new CrossEntropyLoss(), new AdamW(0.06f, beta2: 0.99f, epsilon: 1e-5f, weightDecay: 0.01f),
            Rows(mnist.Train, 512, 16), Rows(mnist.Test, 1000, null), ("accuracy", Metrics.Accuracy))
        { Output = TextWriter.Null };
        var run = learner.Fit(1, [new OneCycle(0.06f)], TestContext.Current.CancellationToken);
        Assert.Equal(117, run.Losses.Count);
        Assert.InRange(run["accuracy"], published - tolerance, 1);
    }

    private static Sequential Part(int from, int to, bool batchNorm)
    {
        var kernel = from == 1 ? 5 : 3;
        List<Module> parts = [new Conv2d(from, to, kernel, stride: 2, padding: kernel / 2)];
        if (to != 10) parts.Add(new ReLU());
        if (batchNorm) parts.Add(new BatchNorm2d(to));
        return new Sequential(parts);
    }
}
