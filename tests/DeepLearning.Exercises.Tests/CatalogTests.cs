using System.Text.RegularExpressions;
using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Tests;

/// <summary>Every exercise keeps its promises: the solution passes, the stub is recognised, each mistake has a message of its
/// own.</summary>
public class CatalogTests
{
    public static TheoryData<string> Ids => [.. Catalog.All.Select(exercise => exercise.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void The_solution_passes(string id)
    {
        dynamic exercise = Catalog.Find(id);
        Verdict verdict = ((ExerciseDefinition)exercise).Check((Delegate)exercise.Right);
        Assert.True(verdict.Status == ExerciseStatus.Passed, verdict.ToString());
        // An error counts as an answer, too, so a solution that fails would agree with itself: it must not throw.
        foreach (var test in exercise.Cases)
            Assert.NotNull(test.Run(exercise.Right));
    }

    [Theory, MemberData(nameof(Ids))]
    public void Every_known_mistake_fails_with_its_own_message(string id)
    {
        var exercise = Catalog.Find(id);
        var mistakes = Mistakes(exercise);
        Assert.NotEmpty(mistakes);
        foreach (var (message, wrong) in mistakes)
        {
            var verdict = exercise.Check(wrong);
            Assert.True(verdict.Status == ExerciseStatus.NotYet, $"passed, though it is wrong: {message}");
            Assert.Equal(message, verdict.Message);
        }
        Assert.Equal(mistakes.Count, mistakes.Select(mistake => mistake.Message).Distinct().Count());
    }

    [Theory, MemberData(nameof(Ids))]
    public void Hints_solution_and_texts_are_complete(string id)
    {
        var exercise = Catalog.Find(id);
        Assert.Equal(3, exercise.Hints.Count);
        Assert.All([exercise.Title, exercise.Praise, exercise.Explanation, .. exercise.Hints],
            text => Assert.False(string.IsNullOrWhiteSpace(text)));
        var name = Regex.Match(exercise.Signature, @"(\w+)\(").Groups[1].Value;
        Assert.Contains(name + "(", exercise.SolutionCode);
        Assert.DoesNotMatch(@"^\s*(private|internal) ", exercise.SolutionCode);
    }

    [Fact]
    public void Notebooks_hand_in_functions_of_the_names_that_the_checks_ask_for()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "DeepLearning.slnx"))) folder = folder.Parent!;
        var calls = Directory.GetFiles(Path.Combine(folder.FullName, "notebooks"), "*.ipynb", SearchOption.AllDirectories)
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), @"Exercise\.Check\(\\""([^\\]+)\\"", (\w+)\)"))
            // those stand beside the checker of kernels
            .Where(call => !call.Groups[1].Value.StartsWith("11.", StringComparison.Ordinal)).ToList();
        Assert.All(calls, call => Assert.Contains($" {call.Groups[2].Value}(", Catalog.Find(call.Groups[1].Value).Signature));
        Assert.All(Ids.Select(row => row.Data), id => Assert.True(calls.Count(call => call.Groups[1].Value == id) >= 2,
            $"{id} is asked nowhere"));
    }

    [Theory, MemberData(nameof(Ids))]
    public void A_stub_counts_as_not_attempted(string id)
    {
        var exercise = Catalog.Find(id);
        var answer = AnswerType(exercise);
        var invoke = answer.GetMethod("Invoke")!;
        var parameters = invoke.GetParameters().Select(p => System.Linq.Expressions.Expression.Parameter(p.ParameterType)).ToArray();
        var stub = System.Linq.Expressions.Expression.Lambda(answer,
            System.Linq.Expressions.Expression.Throw(System.Linq.Expressions.Expression.Constant(Exercise.YourTurn), invoke.ReturnType),
                parameters).Compile();
        Assert.Equal(ExerciseStatus.NotAttempted, exercise.Check(stub).Status);
    }

    [Fact]
    public void Ids_name_the_class() =>
        Assert.All(Catalog.All, exercise => Assert.Equal("E" + exercise.Id.Replace('.', '_'), exercise.GetType().Name));

    private static Type AnswerType(ExerciseDefinition exercise)
    {
        var type = exercise.GetType();
        while (!type.IsGenericType) type = type.BaseType!;
        return type.GetGenericArguments()[0];
    }

    private static List<(string Message, Delegate Wrong)> Mistakes(ExerciseDefinition exercise) =>
        [.. ((IEnumerable<object>)((dynamic)exercise).Mistakes)
            .Select(mistake => ((string)((dynamic)mistake).Message, (Delegate)((dynamic)mistake).Wrong))];
}
