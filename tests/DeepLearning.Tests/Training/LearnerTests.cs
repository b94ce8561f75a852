using DeepLearning.Autograd;
using DeepLearning.Data;
using DeepLearning.Modules;
using DeepLearning.Optimizers;
using DeepLearning.Tensors;
using DeepLearning.Training;

namespace DeepLearning.Tests.Training;

[Collection(nameof(ModuleGenerator))]
public class LearnerTests
{
    private sealed class Diary : Callback
    {
        public List<string> Pages { get; } = [];

        public Action<string, Learner> On { get; init; } = (_, _) => { };

        public override void TrainingBegins(Learner learner) => Note("begins", learner);

        public override void EpochBegins(Learner learner) => Note("epoch", learner);

        public override void BatchBegins(Learner learner) => Note("batch", learner);

        public override void AfterForward(Learner learner) => Note("forward", learner);

        public override void AfterBackward(Learner learner) => Note("backward", learner);

        public override void AfterStep(Learner learner) => Note("step", learner);

        public override void EpochEnds(Learner learner) => Note("epoch ends", learner);

        public override void TrainingEnds(Learner learner) => Note("ends", learner);

        private void Note(string page, Learner learner)
        {
            Pages.Add(page);
            On(page, learner);
        }
    }

    private sealed class FaultyEnd : Callback
    {
        public override void TrainingEnds(Learner learner) => throw new InvalidOperationException("faulty end");
    }

    [Theory]
    [InlineData(LossReduction.Mean, 2.6)]
    [InlineData(LossReduction.Sum, 13)]
    public void The_loss_of_an_epoch_weighs_batches_by_their_rows(LossReduction reduction, double expected)
    {
        // Predictions stay 0: squared errors 1, 1, 1, 1 in the first batch, 9 in the last one of one row.
        var model = new Sequential(new Linear(1, 1));
        foreach (var parameter in model.Parameters()) parameter.Fill(0);
        var data = new DataLoader(Tensor.Zeros([5, 1]), Tensor.FromArray([1f, 1, 1, 1, 3], [5, 1]), batchSize: 4);
        var learner = new Learner(model, new MSELoss(reduction), new Sgd(0), data, data) { Output = TextWriter.Null };
        var epoch = learner.Fit(1).Epochs[0];
        Assert.Equal(expected, epoch.TrainingLoss, 1e-6);
        Assert.Equal(expected, epoch.Validation!.Loss, 1e-6);
    }

    [Fact]
    public void After_each_step_the_loss_so_far_is_that_of_the_batches_so_far()
    {
        var (losses, means) = (new List<float>(), new List<double>());
        var diary = new Diary
        {
            On = (page, learner) =>
            { if (page == "step") { losses.Add(learner.Loss); means.Add(learner.TrainingLoss); } }
        };
        LearnerProblem.Learner(train: LearnerProblem.Rows(20)).Fit(1, diary);
        Assert.Equal([losses[0], (losses[0] + losses[1]) / 2.0, (8.0 * losses[0] + 8.0 * losses[1] + 4.0 * losses[2]) / 20], means,
            (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void A_last_batch_of_one_is_named_where_batch_norm_needs_two()
    {
        Assert.Equal("BatchNorm: 41 rows in batches of 8 leave a last batch of one, and a mean over the batch needs at least two. " +
            "Give the DataLoader dropLast: true, or another batch size.",
            Assert.Throws<ShapeException>(() => LearnerProblem.Learner(train: LearnerProblem.Rows(41)).Fit(1)).Message);
        LearnerProblem.Learner(train: LearnerProblem.Rows(41, dropLast: true)).Fit(1);
    }

    [Fact]
    public void Callbacks_are_told_in_order()
    {
        var diary = new Diary();
        LearnerProblem.Learner(train: LearnerProblem.Rows(16)).Fit(2, diary);
        string[] batch = ["batch", "forward", "backward", "step"], epoch = ["epoch", .. batch, .. batch, "epoch ends"];
        Assert.Equal(["begins", .. epoch, .. epoch, "ends"], diary.Pages);
    }

    [Fact]
    public void The_state_is_visible()
    {
        var (steps, losses) = (new List<(int, int, int, int)>(), new List<float>());
        var diary = new Diary
        {
            On = (page, learner) =>
            {
                if (page == "step") losses.Add(learner.Loss);
                if (page == "epoch ends") steps.Add((learner.Epoch, learner.Epochs, learner.Step, learner.Steps));
                if (page == "epoch ends") Assert.Equal(losses.TakeLast(5).Average(l => (double)l), learner.TrainingLoss, 1e-12);
            },
        };
        LearnerProblem.Learner().Fit(2, diary);
        Assert.Equal([(1, 2, 5, 10), (2, 2, 10, 10)], steps);
    }

    [Fact]
    public void It_computes_what_a_plain_loop_computes()
    {
        var (learned, plain) = (LearnerProblem.Model(), LearnerProblem.Model());
        Module.Seed(3);
        LearnerProblem.Learner(learned).Fit(2);
        Module.Seed(3);
        var (optimizer, parameters, rows) = (new AdamW(0.01f), plain.Parameters().ToList(), LearnerProblem.Rows(40));
        for (var epoch = 0; epoch < 2; epoch++)
            foreach (var (inputs, targets) in rows)
            {
                plain.ZeroGrad();
                new CrossEntropyLoss().Call(plain.Call(inputs), targets).Backward();
                optimizer.Step(parameters);
            }
        Assert.Equal(LearnerProblem.Values(plain), LearnerProblem.Values(learned));
    }

    [Fact]
    public void Validation_weighs_rows_not_batches_and_measures_all_predictions_at_once()
    {
        var model = new Sequential(new Linear(3, 2));
        var (few, all) = (LearnerProblem.Rows(20, batch: 7, shuffle: null), LearnerProblem.Rows(20, batch: 20, shuffle: null).First());
        var learner = new Learner(model, new CrossEntropyLoss(), new Sgd(), LearnerProblem.Rows(8), few, ("accuracy", Metrics.Accuracy), ("root", Metrics.RootMeanSquaredError));
        var evaluation = learner.Validate(few);
        var prediction = model.Call(all.Inputs);
        Assert.Equal(new CrossEntropyLoss().Call(prediction, all.Targets).Item(), evaluation.Loss, 1e-6);
        Assert.Equal([Metrics.Accuracy(prediction, all.Targets), Metrics.RootMeanSquaredError(prediction, all.Targets)], evaluation.Metrics);
        var sum = new Learner(model, new CrossEntropyLoss(LossReduction.Sum), new Sgd(), LearnerProblem.Rows(8)).Validate(few);
        Assert.Equal(20 * evaluation.Loss, sum.Loss, 1e-4);
    }

    [Theory]
    [InlineData("batch", 0)]
    [InlineData("forward", 0)]
    [InlineData("backward", 0)]
    [InlineData("step", 1)]
    public void A_callback_can_stop_and_no_step_follows(string page, int stepsTaken)
    {
        var diary = new Diary { On = (now, learner) => { if (now == page) learner.Stop("enough"); } };
        var learner = LearnerProblem.Learner();
        var run = learner.Fit(3, diary);
        Assert.Equal(stepsTaken, run.Losses.Count);
        Assert.Empty(run.Epochs);
        Assert.Equal("enough", learner.StoppedBecause);
        Assert.Equal([page, "ends"], diary.Pages.TakeLast(2));
    }

    [Fact]
    public void Modes_come_back_and_hooks_end_after_success_failure_and_cancellation()
    {
        var model = LearnerProblem.Model();
        ((BatchNorm1d)model[2]).Eval();
        void Same() => Assert.Equal([true, true, true, false, true, true], model.NamedModules().Select(part => part.Value.IsTraining));
        var learner = LearnerProblem.Learner(model);
        learner.Fit(1);
        Same();
        var diary = new Diary { On = (page, _) => { if (page == "forward") throw new InvalidDataException("broken"); } };
        Assert.Throws<InvalidDataException>(() => learner.Fit(1, diary));
        Assert.Equal("ends", diary.Pages[^1]);
        Same();
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => learner.Fit(1, [], source.Token));
        Same();
        learner.Validate(LearnerProblem.Rows(8));
        Same();
        Assert.All(model.Parameters(), parameter => Assert.Null(parameter.Grad));
    }

    [Fact]
    public void A_callback_that_fails_at_the_end_does_not_keep_others_from_ending()
    {
        var diary = new Diary();
        var learner = LearnerProblem.Learner();
        Assert.Equal("faulty end", Assert.Throws<InvalidOperationException>(() => learner.Fit(1, diary, new FaultyEnd())).Message);
        Assert.Equal("ends", diary.Pages[^1]);
        Assert.Single(learner.Fit(1).Epochs);
    }

    [Fact]
    public void Progress_writes_a_line_for_each_epoch()
    {
        var learner = LearnerProblem.Learner();
        var output = new StringWriter { NewLine = "\n" };
        learner.Output = output;
        var run = learner.Fit(2);
        var lines = output.ToString().Split('\n');
        Assert.Equal(FormattableString.Invariant($"epoch 1 of 2: training loss {run.Epochs[0].TrainingLoss:F4}, validation loss {run.Epochs[0].Validation!.Loss:F4}, accuracy {run.Epochs[0].Validation!.Metrics[0]:F4}"), lines[0]);
        Assert.StartsWith("epoch 2 of 2: ", lines[1], StringComparison.Ordinal);
        Assert.Equal("", lines[2]);
    }

    [Fact]
    public void A_long_training_shows_the_time_left_and_why_it_stopped()
    {
        var learner = new Learner(new Linear(3, 2), new CrossEntropyLoss(), new Sgd(), LearnerProblem.Rows(40)) { Output = new StringWriter { NewLine = "\n" } };
        learner.Fit(2, new Progress { Time = new SlowTime() }, new Diary { On = (page, l) => { if (page == "epoch ends" && l.Epoch == 2) l.Stop("enough"); } });
        Assert.Matches(@"\repoch 1 of 2, loss so far \d\.\d{4}, about ", learner.Output.ToString());
        Assert.EndsWith("Stopped in epoch 2 of 2: enough\n", learner.Output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_can_not_be_trained_is_refused_in_words()
    {
        Assert.StartsWith("Learner: the training data has 5 rows and gives no full batch of 8.",
            Assert.Throws<ArgumentException>(() => LearnerProblem.Learner(train: LearnerProblem.Rows(5, dropLast: true))).Message, StringComparison.Ordinal);
        Assert.StartsWith("Learner: the validation data has 5 rows and gives no full batch of 8.",
            Assert.Throws<ArgumentException>(() => LearnerProblem.Learner(valid: LearnerProblem.Rows(5, dropLast: true))).Message, StringComparison.Ordinal);
        Assert.StartsWith("Learner: 'accuracy' is measured on validation data, and there is none.",
            Assert.Throws<ArgumentException>(() => new Learner(new Linear(3, 2), new CrossEntropyLoss(), new Sgd(), LearnerProblem.Rows(8), null, ("accuracy", Metrics.Accuracy))).Message, StringComparison.Ordinal);
        Assert.StartsWith("Learner: the ReLU has no parameters", Assert.Throws<ArgumentException>(() => LearnerProblem.Learner(new ReLU())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => LearnerProblem.Learner().Fit(0));
        Assert.StartsWith("Learner.Fit: one of the callbacks is null.", Assert.Throws<ArgumentException>(() => LearnerProblem.Learner().Fit(1, [null!])).Message, StringComparison.Ordinal);
        Assert.StartsWith("Learner.Validate: the data has no batches.",
            Assert.Throws<ArgumentException>(() => LearnerProblem.Learner().Validate(LearnerProblem.Rows(5, dropLast: true))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_within_a_training_is_refused()
    {
        var diary = new Diary { On = (page, learner) => { if (page == "step") learner.Fit(1); } };
        Assert.StartsWith("Learner.Fit: this learner is training already",
            Assert.Throws<InvalidOperationException>(() => LearnerProblem.Learner().Fit(1, diary)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_that_diverges_says_at_which_step()
    {
        var learner = new Learner(new Linear(3, 2), new MSELoss(), new Sgd(1e20f), LearnerProblem.Rows(40)) { Output = TextWriter.Null };
        var error = Assert.Throws<DivergenceException>(() => learner.Fit(5));
        Assert.Equal(learner.Step, error.Step);
        Assert.Contains("Linear(3, 2)", error.Place, StringComparison.Ordinal);
    }

    private sealed class SlowTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _now += 3;
    }
}
