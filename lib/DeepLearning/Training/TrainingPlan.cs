using System.Globalization;
using DeepLearning.Serialization;

namespace DeepLearning.Training;

/// <summary>What was asked of <see cref="Trainer.Fit"/>.</summary>
internal sealed record TrainingPlan(int Epochs, int EvaluateEvery, int BatchSize, bool EarlyStopping)
{
    private const string EpochsKey = "epochs", EvaluateKey = "evaluate_every", BatchKey = "batch_size", StoppingKey = "early_stopping";

    public IEnumerable<(string Key, string Value)> Notes =>
        [(EpochsKey, Text(Epochs)), (EvaluateKey, Text(EvaluateEvery)), (BatchKey, Text(BatchSize)), (StoppingKey, EarlyStopping ? "1" : "0")];

    public static TrainingPlan Read(CheckpointNotes notes) => new(Positive(notes, EpochsKey), Positive(notes, EvaluateKey), Positive(notes, BatchKey), notes.Whole(StoppingKey) != 0);

    private static int Positive(CheckpointNotes notes, string key) => notes.Whole(key) is > 0 and var value ? value : throw notes.Bad(key, "a number above 0");

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
