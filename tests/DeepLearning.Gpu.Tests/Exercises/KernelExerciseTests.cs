using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;
using DeepLearning.Exercises;
using DeepLearning.Exercises.Checking;
using DeepLearning.Gpu.Exercises;

namespace DeepLearning.Gpu.Tests.Exercises;

/// <summary>Every exercise on kernels keeps its promises: the solution passes, the stub is recognised, each mistake has a message of its
/// own.</summary>
public class KernelExerciseTests
{
    public static TheoryData<string> Ids => [.. Catalog.All.Select(exercise => exercise.Id)
        .Where(id => id.StartsWith("11.", StringComparison.Ordinal))];

    [Fact]
    public void The_catalog_knows_the_exercises_on_kernels() =>
        Assert.Equal(typeof(E11_1).Assembly.GetTypes().Count(type => type.IsSubclassOf(typeof(ExerciseDefinition)) && !type.IsAbstract),
            Ids.Count);

    [Theory, MemberData(nameof(Ids))]
    public void The_solution_passes(string id)
    {
        dynamic exercise = Catalog.Find(id);
        Verdict verdict = ((ExerciseDefinition)exercise).Check((Delegate)exercise.Right);
        Assert.True(verdict.Status == ExerciseStatus.Passed, verdict.ToString());
    }

    [Theory, MemberData(nameof(Ids))]
    public void Every_known_mistake_fails_with_its_own_message(string id)
    {
        var exercise = Catalog.Find(id);
        var mistakes = ((IEnumerable<object>)((dynamic)exercise).Mistakes)
            .Select(mistake => ((string)((dynamic)mistake).Message, (Delegate)((dynamic)mistake).Wrong)).ToList();
        Assert.True(mistakes.Count >= 3);
        foreach (var (message, wrong) in mistakes)
        {
            var verdict = exercise.Check(wrong);
            Assert.True(verdict.Status == ExerciseStatus.NotYet, $"passed, though it is wrong: {message}");
            Assert.Equal(message, verdict.Message);
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public void Mistakes_are_named_and_other_right_answers_pass(string id) => Planted11.All.Single(plan => plan.Id == id).Examine();

    [Theory, MemberData(nameof(Ids))]
    public void A_stub_counts_as_not_attempted(string id)
    {
        var exercise = Catalog.Find(id);
        var type = exercise.GetType();
        while (!type.IsGenericType) type = type.BaseType!;
        var answer = type.GetGenericArguments()[0];
        var invoke = answer.GetMethod("Invoke")!;
        var stubs = AssemblyBuilder.DefineDynamicAssembly(new("Stubs"), AssemblyBuilderAccess.Run).DefineDynamicModule("Stubs")
            .DefineType("Stubs", TypeAttributes.Public);
        var stub = stubs.DefineMethod("Stub", MethodAttributes.Public | MethodAttributes.Static, invoke.ReturnType,
            [.. invoke.GetParameters().Select(parameter => parameter.ParameterType)]);
        var code = stub.GetILGenerator();
        code.Emit(OpCodes.Call, typeof(Exercise).GetProperty(nameof(Exercise.YourTurn))!.GetMethod!);
        code.Emit(OpCodes.Throw);
        var verdict = exercise.Check(stubs.CreateType().GetMethod("Stub")!.CreateDelegate(answer));
        Assert.True(verdict.Status == ExerciseStatus.NotAttempted, verdict.ToString());
    }

    [Theory, MemberData(nameof(Ids))]
    public void Hints_and_solution_are_complete_and_kernels_stay_static(string id)
    {
        var exercise = Catalog.Find(id);
        Assert.Equal(3, exercise.Hints.Count);
        Assert.All([exercise.Title, exercise.Praise, exercise.Explanation, .. exercise.Hints],
            text => Assert.False(string.IsNullOrWhiteSpace(text)));
        Assert.StartsWith(exercise.Signature, exercise.SolutionCode.Replace("\r", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex(@"^\s*(private|internal) "), exercise.SolutionCode);
    }
}
