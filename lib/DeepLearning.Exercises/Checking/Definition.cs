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
        var (runs, watch) = (new List<Run>(), new Watch(answer, MayChange));
        var watched = Watched(function, watch);
        (string Message, string Detail)? change = null;
        string? arguments = null;
        foreach (var test in Cases)
        {
            var got = Answer.Of(() => test.Run(watched), Parts);
            if (got.Error is YourTurnException) return Say(ExerciseStatus.NotAttempted,
                $"Write {Signature}, then run this cell again. Stuck? Exercise.Hint(\"{Id}\")");
            if (got.Error is not null) arguments ??= watch.Arguments;
            if (watch.Change is { } found) change ??= (found.Message, $"{test.Name}: {found.Detail}");
            runs.Add(new(test.Name, test.Count, got, Answer.Of(() => test.Run(Right), Parts), watch.Given));
        }
        if (change is { } changed) return Say(ExerciseStatus.NotYet, changed.Message, changed.Detail);
        if (runs.All(run => run.IsRight))
            return Nudged is { } nudged && runs.Exists(run => run.IsRough) ? Say(ExerciseStatus.NotYet,
                nudged) : Say(ExerciseStatus.Passed, Praise);
        foreach (var mistake in Mistakes)
            if (Enumerable.Range(0, runs.Count).All(i => IsSame(runs[i], Answer.Of(() => Cases[i].Run(mistake.Wrong), Parts))))
                return Say(ExerciseStatus.NotYet, mistake.Message, Diagnosis.FirstDifference(runs));
        return Say(ExerciseStatus.NotYet, Diagnosis.Of(runs, AxesOf),
            Diagnosis.FirstDifference(runs) ?? (arguments is { Length: > 0 } ? $"It was called with {arguments}." : null));
    }

    /// <summary>The arguments, counted from 0, that an answer may change, since changing them is its task.</summary>
    protected virtual IReadOnlyList<int> MayChange => [];

    /// <summary>What to tell an answer that is right to a few digits only, where a formula is asked; null where digits don't
    /// matter.</summary>
    protected virtual string? Nudged => null;

    /// <summary>Whether an answer fails a case as a known mistake does.</summary>
    protected virtual bool IsSame(Run run, Answer mistaken) => run.Got.Equals(mistaken);

    /// <summary>The answer in the form in which cases call it.</summary>
    protected virtual TAnswer Watched(TAnswer function, Watch watch) => watch.Wrap(function);

    private Verdict Say(ExerciseStatus status, string message, string? detail = null) => new(status, Id, Title, message, detail);

    /// <summary>The reader's function in the form that the exercise asks for, or null where its parameters are others.</summary>
    protected static TAnswer? Convert(Delegate answer) => answer as TAnswer
        ?? (TAnswer?)Delegate.CreateDelegate(typeof(TAnswer), answer.Target, answer.Method, throwOnBindFailure: false);
}
