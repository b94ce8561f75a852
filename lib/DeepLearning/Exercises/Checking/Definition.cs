namespace DeepLearning.Exercises.Checking;

/// <summary>A call of the reader's function on fixed inputs.</summary>
/// <param name="Name">What is special about it: <c>a batch of one</c>.</param>
/// <param name="Run">Calls the function and gives what it returned.</param>
/// <param name="Count">The number N over which a mean would be taken; recognises sums in place of means.</param>
internal sealed record TestCase<TAnswer>(string Name, Func<TAnswer, object?> Run, int? Count = null) where TAnswer : Delegate;

/// <summary>A mistake that readers make, and what to tell them.</summary>
internal sealed record Mistake<TAnswer>(string Message, TAnswer Wrong) where TAnswer : Delegate;

/// <summary>An exercise whose answer is a function of type <typeparamref name="TAnswer"/>.</summary>
internal abstract class Definition<TAnswer> : ExerciseDefinition where TAnswer : Delegate
{
    /// <summary>The right function.</summary>
    public abstract TAnswer Right { get; }

    /// <summary>The inputs; the first one is shown to the reader first when it fails.</summary>
    public abstract IReadOnlyList<TestCase<TAnswer>> Cases { get; }

    /// <summary>Known wrong variants, the most telling first.</summary>
    public abstract IReadOnlyList<Mistake<TAnswer>> Mistakes { get; }

    /// <inheritdoc/>
    public override Verdict Check(Delegate answer)
    {
        if (Convert(answer) is not { } function)
            return Say(ExerciseStatus.NotYet, $"The check needs a function of the form {Signature}; yours takes and gives other types.");
        var runs = new List<Run>();
        foreach (var test in Cases)
        {
            var got = Answer.Of(() => test.Run(function), Parts);
            if (got.Error is YourTurnException) return Say(ExerciseStatus.NotAttempted, $"Write {Signature}, then run this cell again. Stuck? Exercise.Hint(\"{Id}\")");
            runs.Add(new(test.Name, test.Count, got, Answer.Of(() => test.Run(Right), Parts)));
        }
        if (runs.All(run => run.IsRight)) return Say(ExerciseStatus.Passed, Praise);
        foreach (var mistake in Mistakes)
            if (Enumerable.Range(0, runs.Count).All(i => runs[i].Got.Equals(Answer.Of(() => Cases[i].Run(mistake.Wrong), Parts))))
                return Say(ExerciseStatus.NotYet, mistake.Message, Diagnosis.FirstDifference(runs));
        return Say(ExerciseStatus.NotYet, Diagnosis.Of(runs, AxesOf), Diagnosis.FirstDifference(runs));
    }

    private Verdict Say(ExerciseStatus status, string message, string? detail = null) => new(status, Id, Title, message, detail);

    /// <summary>The reader's function in the form that the exercise asks for, or null where its parameters are others.</summary>
    protected static TAnswer? Convert(Delegate answer) => answer as TAnswer
        ?? (TAnswer?)Delegate.CreateDelegate(typeof(TAnswer), answer.Target, answer.Method, throwOnBindFailure: false);
}
