using DeepLearning.Exercises.Marking;

namespace DeepLearning.Exercises.OptimizerLab;

/// <summary>The lab of chapter 10: its data, and its marker.</summary>
public static class Lab
{
    /// <summary>The rows that the lab works with: a part of MNIST, or all of it where the environment says <c>DL_FULL=1</c>.</summary>
    /// <exception cref="IOException">The data folder or a file is missing.</exception>
    public static LabData Data() => LabData.Load(full: Environment.GetEnvironmentVariable("DL_FULL") == "1");

    /// <summary>Marks a hand-in from 0 to 10 points: runs the code on cases with known answers, trains sampled runs of the studies again,
    /// and holds the conclusions against the data.</summary>
    /// <param name="answer">What is handed in.</param>
    /// <param name="data">The rows that the studies were made with: those of <see cref="Data"/>.</param>
    public static MarkSheet Mark(LabAnswer answer, LabData data)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(data);
        var rubric = new Rubric();
        ModelMarks.Add(rubric, answer);
        LoopMarks.Add(rubric, answer, data);
        var retraining = new Retraining(answer, data);
        var optimizers = new Study(answer.OptimizerStudy, "OptimizerStudy", retraining);
        var batches = new Study(answer.BatchStudy, "BatchStudy", retraining);
        StudyMarks.Add(rubric, answer, optimizers, batches);
        ConclusionMarks.Add(rubric, answer, optimizers, batches, retraining);
        return new("Optimizer lab", rubric.Rows);
    }
}
