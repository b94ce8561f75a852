namespace DeepLearning.Exercises.Tests.Planted;

/// <summary>Nothing wrong passes, what is right does, and the check names the mistake.</summary>
public class PlanTests
{
    private static readonly Plan[] s_plans = [.. Planted01.All, .. Planted02.All, .. Planted03.All, .. Planted04.All, .. Planted05.All,
        .. Planted06.All,
        .. Planted07.All, .. Planted08.All, .. Planted09.All, .. Planted10.All, .. Planted12.All, .. Planted13.All, .. PlantedA.All];

    public static TheoryData<string> Ids => [.. s_plans.Select(plan => plan.Id)];

    [Fact]
    public void Every_exercise_has_a_table() => Assert.Equal(Catalog.All.Select(exercise => exercise.Id), s_plans.Select(plan => plan.Id)
        .Order(StringComparer.Ordinal));

    [Theory, MemberData(nameof(Ids))]
    public void Mistakes_are_named_and_other_right_answers_pass(string id) => s_plans.Single(plan => plan.Id == id).Examine();
}
