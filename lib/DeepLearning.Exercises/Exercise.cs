using System.Collections.Concurrent;

namespace DeepLearning.Exercises;

/// <summary>Checks the reader's answers to the exercises of the chapters, gives hints and shows solutions.</summary>
/// <remarks>An exercise has the number of its chapter and its own: <c>Exercise.Check("02.3", MeanAbsoluteError)</c>.</remarks>
public static class Exercise
{
    private static readonly ConcurrentDictionary<string, int> s_hintsGiven = new(StringComparer.Ordinal);

    /// <summary>What a stub throws until its reader has written the answer: <c>throw Exercise.YourTurn;</c></summary>
    public static Exception YourTurn => new YourTurnException();

    /// <summary>Runs the reader's function against the exercise's cases.</summary>
    /// <param name="id">The exercise, such as <c>02.3</c>.</param>
    /// <param name="answer">The reader's function.</param>
    /// <returns>A card: passed, not attempted yet, or what is wrong in terms of the mistake.</returns>
    /// <exception cref="ArgumentException">There is no such exercise.</exception>
    public static Verdict Check(string id, Delegate answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var exercise = Catalog.Find(id);
        // A cell that does not compile leaves its last version behind, and that would be marked in its place.
        if (Host.Problem(answer.Method.Name) is { } problem)
            return new(ExerciseStatus.NotYet, id, exercise.Title,
                $"The newest text of {answer.Method.Name} did not compile, so the check could only mark the version before it. Repair " +
                    "its cell and run it, then this one.", problem);
        var verdict = exercise.Check(answer);
        if (verdict.Status == ExerciseStatus.Passed) Progress.Record(id);
        return verdict;
    }

    /// <summary>The next of the exercise's hints; after the last it starts again.</summary>
    /// <exception cref="ArgumentException">There is no such exercise.</exception>
    public static ExerciseText Hint(string id)
    {
        var exercise = Catalog.Find(id);
        var number = s_hintsGiven.AddOrUpdate(id, 1, (_, given) => given % exercise.Hints.Count + 1);
        return new ExerciseText($"Hint {number} of {exercise.Hints.Count} for exercise {id}", exercise.Hints[number - 1], code: null);
    }

    /// <summary>A worked solution: the very code that the project's tests run.</summary>
    /// <exception cref="ArgumentException">There is no such exercise.</exception>
    public static ExerciseText Solution(string id)
    {
        var exercise = Catalog.Find(id);
        return new ExerciseText($"A solution to exercise {id}: {exercise.Title}", exercise.Explanation, exercise.SolutionCode);
    }
}
