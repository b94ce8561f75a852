namespace DeepLearning.Training;

/// <summary>How good a model is on data that it was not trained on.</summary>
/// <param name="Loss">The loss: the mean over all rows, or the sum if that is what the loss takes.</param>
/// <param name="Metrics">The metrics in the learner's order, each of all predictions at once.</param>
public sealed record Evaluation(double Loss, IReadOnlyList<double> Metrics);
