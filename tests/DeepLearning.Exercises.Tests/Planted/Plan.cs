using System.Collections;

namespace DeepLearning.Exercises.Tests.Planted;

/// <summary>Answers to one exercise, as somebody writes them who has read its text but not its check.</summary>
/// <param name="id">The exercise.</param>
/// <param name="right">Other ways to write it right; they pass.</param>
internal abstract class Plan(string id, IReadOnlyList<Delegate> right)
{
    public string Id => id;

    public IReadOnlyList<Delegate> Right => right;

    /// <summary>Each mistake with the phrase by which the check's message names it.</summary>
    public List<(string Phrase, Delegate Wrong)> Mistakes { get; } = [];

    // Texts that say that something is wrong, but not what.
    private static readonly string[] s_vague = ["The shape is right", "The value is wrong", "what do those cases have",
        "Not a number (NaN)", "An infinity comes out",
        "0 comes out, where", "The checker stopped"];

    /// <summary>Asserts that nothing wrong passes and is named, and that what is right passes.</summary>
    public void Examine()
    {
        var exercise = Catalog.Find(Id);
        Assert.All(Right, answer =>
        {
            var verdict = exercise.Check(answer);
            Assert.True(verdict.Status == ExerciseStatus.Passed, verdict.ToString());
        });
        Assert.NotEmpty(Mistakes);
        Assert.All(Mistakes, mistake =>
        {
            var verdict = exercise.Check(mistake.Wrong);
            Assert.True(verdict.Status == ExerciseStatus.NotYet, $"passed, though it is wrong: {mistake.Phrase}");
            Assert.Contains(mistake.Phrase, verdict.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(s_vague, phrase => verdict.Message.Contains(phrase, StringComparison.Ordinal));
        });
    }

    /// <summary>What the check says to an answer that writes into what it was given.</summary>
    public static string Changes(string argument) => $"Your function changed its argument '{argument}'.";
}

/// <inheritdoc/>
internal sealed class Plan<T>(string id, params T[] right) : Plan(id, right), IEnumerable where T : Delegate
{
    public void Add(string phrase, T wrong) => Mistakes.Add((phrase, wrong));

    IEnumerator IEnumerable.GetEnumerator() => Mistakes.GetEnumerator();
}
