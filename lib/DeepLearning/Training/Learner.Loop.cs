using DeepLearning.Autograd;
using DeepLearning.Data;
using DeepLearning.Modules;
using DeepLearning.Tensors;

namespace DeepLearning.Training;

public sealed partial class Learner
{
    private readonly List<Callback> _callbacks = [];
    private Tensor[] _parameters = [];
    private int _rows;

    private void Run(Callback[] callbacks, CancellationToken cancellation)
    {
        _parameters = [.. Model.Parameters()];
        using var modes = new ModuleModes(Model);
        try
        {
            // Only who was told of the beginning is told of the end.
            foreach (var callback in callbacks)
            {
                _callbacks.Add(callback);
                callback.TrainingBegins(this);
            }
            while (Epoch < Epochs && StoppedBecause is null) RunEpoch(cancellation);
        }
        finally
        {
            foreach (var parameter in _parameters) parameter.Grad = null;
            try
            {
                End(_callbacks.Count - 1);
            }
            finally
            {
                _callbacks.Clear();
            }
        }
    }

    // One callback that fails at the end doesn't keep the others from cleaning up.
    private void End(int last)
    {
        if (last < 0) return;
        try
        {
            _callbacks[last].TrainingEnds(this);
        }
        finally
        {
            End(last - 1);
        }
    }

    private void RunEpoch(CancellationToken cancellation)
    {
        Model.Train();
        (Epoch, TrainingLoss) = (Epoch + 1, 0);
        foreach (var callback in _callbacks) callback.EpochBegins(this);
        using var batches = TrainData.GetEnumerator();
        _rows = 0;
        while (StoppedBecause is null)
        {
            cancellation.ThrowIfCancellationRequested();
            // What the step computes goes back to the pool at its end; the parameters live on.
            using var scope = new TensorScope();
            if (!batches.MoveNext()) break;
            Step++;
            RunBatch(batches.Current.Inputs, batches.Current.Targets);
        }
        if (StoppedBecause is not null) return;
        if (ValidData is not null) Validation = Validate(ValidData);
        foreach (var callback in _callbacks) callback.EpochEnds(this);
    }

    private void RunBatch(Tensor inputs, Tensor targets)
    {
        foreach (var parameter in _parameters) parameter.Grad?.Fill(0);
        foreach (var callback in _callbacks) callback.BatchBegins(this);
        if (StoppedBecause is not null) return;
        var loss = LossFunction.Call(Predict(inputs), targets);
        Loss = loss.Item();
        // A mean over rows, as validation's: a short last batch counts for its rows only.
        _rows += inputs.Shape[0];
        TrainingLoss += LossFunction.Reduction == LossReduction.Mean ? (Loss - TrainingLoss) * inputs.Shape[0] / _rows : Loss;
        foreach (var callback in _callbacks) callback.AfterForward(this);
        if (StoppedBecause is not null) return;
        LossCheck.ThrowUnlessFinite(Loss, Step, Model, inputs, targets, Optimizer.LearningRate);
        loss.Backward();
        foreach (var callback in _callbacks) callback.AfterBackward(this);
        if (StoppedBecause is not null) return;
        Optimizer.Step(_parameters);
        foreach (var callback in _callbacks) callback.AfterStep(this);
    }

    private Tensor Predict(Tensor inputs)
    {
        try
        {
            return Model.Call(inputs);
        }
        catch (ShapeException error) when (error.IsBatchOfOne && inputs.Shape[0] == 1 && TrainData.BatchSize > 1)
        {
            throw ShapeException.LastBatchOfOne(TrainData.Rows, TrainData.BatchSize,
                "Give the DataLoader dropLast: true, or another batch size.");
        }
    }

    /// <summary>Loss and metrics of the model on any data, in evaluation mode; the model's mode is brought back afterwards.</summary>
    /// <exception cref="ArgumentException">There are no batches.</exception>
    public Evaluation Validate(DataLoader data)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var modes = new ModuleModes(Model);
        using var quiet = new NoGrad();
        Model.Eval();
        var (sum, rows, all) = (0.0, 0, new Predictions());
        using var batches = data.GetEnumerator();
        while (true)
        {
            using var scope = new TensorScope();
            if (!batches.MoveNext()) break;
            var (inputs, targets) = batches.Current;
            var prediction = Model.Call(inputs);
            var count = inputs.Shape[0];
            sum += LossFunction.Call(prediction, targets).Item() * (LossFunction.Reduction == LossReduction.Mean ? count : 1.0);
            rows += count;
            if (Metrics.Count > 0) all.Add(prediction, targets);
        }
        if (rows == 0) throw new ArgumentException("Learner.Validate: the data has no batches.", nameof(data));
        using var ending = new TensorScope();
        var measured = Metrics.Count == 0 ? [] : all.Measure(Metrics);
        return new(LossFunction.Reduction == LossReduction.Mean ? sum / rows : sum, measured);
    }

    /// <summary>Predictions and targets of all batches: a metric of all rows is not always the mean of the batches' metrics.</summary>
    private sealed class Predictions
    {
        private readonly List<float> _predictions = [], _targets = [];
        private Shape _prediction = [], _target = [];

        public void Add(Tensor prediction, Tensor target)
        {
            (_prediction, _target) = (prediction.Shape, target.Shape);
            _predictions.AddRange(prediction.ToArray());
            _targets.AddRange(target.ToArray());
        }

        public double[] Measure(IReadOnlyList<(string Name, Func<Tensor, Tensor, double> Of)> metrics)
        {
            var (predictions, targets) = (Whole(_predictions, _prediction), Whole(_targets, _target));
            return [.. metrics.Select(metric => metric.Of(predictions, targets))];
        }

        private static Tensor Whole(List<float> values, Shape batch) =>
            Tensor.FromArray(values.ToArray(), [values.Count]).Reshape([-1, .. batch.AsSpan()[1..]]);
    }
}
