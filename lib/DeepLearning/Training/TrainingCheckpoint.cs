using System.Buffers.Binary;
using System.Globalization;
using DeepLearning.Serialization;

namespace DeepLearning.Training;

/// <summary>The checkpoint of a <see cref="Trainer"/>: besides weights and optimizer the order of the rows, the losses and the best
/// network so far.</summary>
internal sealed class TrainingCheckpoint(Checkpoint checkpoint, TrainingPlan plan, TrainingRun run, BestNetwork best)
{
    private const string Order = "run.order", Evaluations = "run.evaluations", Validation = "run.validation_losses",
        Training = "run.training_losses";
    private const string Steps = "steps", BestEpoch = "best_epoch", BestLoss = "best_loss", Stopped = "stopped", Best = "best.";

    public void Save(string path, int epoch, bool stopped)
    {
        var state = run.State;
        var copies = best.Copies.Select(tensor => TensorData.Of(Best + tensor.Name, tensor.Value));
        TensorData[] lists =
        [
            TensorData.Of(Order, state.Order), TensorData.Of(Evaluations, state.Evaluations),
            TensorData.Of(Validation, state.ValidationLosses), TensorData.Of(Training, state.TrainingLosses),
        ];
        checkpoint.Save(path, epoch, [.. lists, .. copies],
        [
            .. plan.Notes, (Steps, Text(state.Steps)), (BestEpoch, Text(best.Epoch)),
            (BestLoss, best.Loss.ToString("R", CultureInfo.InvariantCulture)), (Stopped, stopped ? "1" : "0"),
        ]);
    }

    /// <summary>Makes everything as it was; says how many epochs were done, and whether the training had stopped early.</summary>
    public (int Done, bool Stopped) Load(CheckpointNotes notes)
    {
        var order = Integers(notes, Order);
        if (!order.Order().SequenceEqual(Enumerable.Range(0, order.Length)))
            throw new InvalidDataException($"{notes.Name}: tensor '{Order}' is not an order of rows: each number from 0 on must appear once.");
        var state = new RunState(notes.Whole(Steps), order, Integers(notes, Evaluations), Doubles(notes, Validation),
            Doubles(notes, Training));
        var (done, bestEpoch, bestLoss, stopped) = (notes.Whole("epoch"), notes.Whole(BestEpoch), notes.Number(BestLoss),
            notes.Whole(Stopped) != 0);
        run.Require(state, notes.Name);
        checkpoint.Apply(notes);
        best.Assume(bestEpoch, bestLoss);
        StateFile.Fill(notes.File, [.. best.Copies], notes.Name, strict: true, Best);
        run.State = state;
        return (done, stopped);
    }

    private static int[] Integers(CheckpointNotes notes, string name) =>
        List(notes, name, ElementType.Int32, 4, BinaryPrimitives.ReadInt32LittleEndian);

    private static double[] Doubles(CheckpointNotes notes, string name) =>
        List(notes, name, ElementType.Float64, 8, BinaryPrimitives.ReadDoubleLittleEndian);

    private delegate T Get<T>(ReadOnlySpan<byte> bytes);

    private static T[] List<T>(CheckpointNotes notes, string name, string type, int size, Get<T> get)
    {
        var bytes = notes.File.Raw(name, type);
        var values = new T[bytes.Length / size];
        for (var i = 0; i < values.Length; i++) values[i] = get(bytes.AsSpan(size * i, size));
        return values;
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
