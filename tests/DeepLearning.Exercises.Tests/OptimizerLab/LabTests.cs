using DeepLearning.Exercises.Marking;
using DeepLearning.Exercises.OptimizerLab;

namespace DeepLearning.Exercises.Tests.OptimizerLab;

/// <summary>A hand-in that is wrong in one respect loses the points of that respect, no others, and is told why.</summary>
/// <remarks>Alone, because it seeds the one generator of all modules.</remarks>
[CollectionDefinition(nameof(LabTests), DisableParallelization = true)]
[Collection(nameof(LabTests))]
public class LabTests
{
    public static TheoryData<string> Spoiled => [.. SpoiledHandIns.All.Keys];

    [Fact]
    public void The_model_solution_gains_all_ten_points()
    {
        var sheet = Lab.Mark(HandIn.Right, HandIn.Data);
        Assert.True(sheet.Points == 10, sheet.ToString());
        Assert.Equal(10, sheet.Possible);
    }

    [Fact]
    public void An_empty_hand_in_gains_nothing_and_every_row_says_what_to_hand_in()
    {
        var sheet = Lab.Mark(new(), HandIn.Data);
        Assert.Equal(0, sheet.Points);
        Assert.All(sheet.Rows, row => Assert.Matches("^(Not handed in|Needs your network)", row.Finding));
    }

    [Theory, MemberData(nameof(Spoiled))]
    public void A_wrong_hand_in_loses_just_the_points_of_its_mistake(string name)
    {
        var spoiled = SpoiledHandIns.All[name];
        var sheet = Lab.Mark(spoiled.Answer(), HandIn.Data);
        var lost = sheet.Rows.Where(row => !row.IsGained).ToList();
        Assert.True(spoiled.Lost.Order().SequenceEqual(lost.Select(row => Short(row)).Order()),
            $"lost {string.Join(", ", lost.Select(row => $"\"{Short(row)}\""))}\n{sheet}");
        Assert.True(lost.Any(row => row.Finding.Contains(spoiled.Says, StringComparison.Ordinal)), sheet.ToString());
        Assert.Equal(10 - 0.5 * lost.Count, sheet.Points);
    }

    [Fact]
    public void Marking_twice_gives_the_same_sheet() =>
        Assert.Equal(Lab.Mark(HandIn.Right, HandIn.Data).ToString(), Lab.Mark(HandIn.Right, HandIn.Data).ToString());

    [Fact]
    public void The_sheet_shows_the_sum_and_every_row_as_text_and_as_html()
    {
        var sheet = new MarkSheet("A <lab>", [new("One", "is there", 0.5, 0.5, "Fine."),
            new("One", "is < 3", 0, 0.25, "It's \"3\" & more.")]);
        Assert.Equal("A <lab>: 0.5 of 0.75 points\nOne: 0.5 of 0.75\n  ✓ 0.5/0.5 is there. Fine.\n  ✗ 0/0.25 is < 3. It's \"3\" & more.",
            sheet.ToString());
        Assert.Contains("is &lt; 3", sheet.ToHtml(), StringComparison.Ordinal);
        Assert.DoesNotContain("<lab>", sheet.ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_labs_rows_are_as_many_as_promised_and_no_image_is_learned_from_and_chosen_by()
    {
        var data = LabData.Load(full: false);
        Assert.Equal((10_000, 2_000, 10_000, 2), (data.TrainX.Shape[0], data.ValidationX.Shape[0], data.TestX.Shape[0], data.Epochs));
        Assert.Equal(12_000, data.TrainY.Sum().Item() + data.ValidationY.Sum().Item());
        var learned = Enumerable.Range(0, 10_000).Select(row => Ink(data.TrainX, row)).ToHashSet();
        Assert.DoesNotContain(Enumerable.Range(0, 2_000), row => learned.Contains(Ink(data.ValidationX, row)));

        static string Ink(DeepLearning.Tensors.Tensor images, int row) =>
            string.Join(' ', images.Rows(row, row + 1).ToArray().Index().Where(pixel => pixel.Item > 0)
                .Select(pixel => $"{pixel.Index}:{pixel.Item}"));
    }

    [Fact]
    public void Code_that_throws_costs_its_row_and_nothing_else()
    {
        var sheet = Lab.Mark(new()
        {
            Model = () => throw Exercise.YourTurn,
            Accuracy = (_, _, _) => throw new InvalidDataException("row 10")
        }, HandIn.Data);
        Assert.Equal("Not handed in yet: your code still says 'throw Exercise.YourTurn'.", sheet.Rows[0].Finding);
        Assert.Equal("Your code threw InvalidDataException: row 10",
            sheet.Rows.Single(row => row.Criterion.StartsWith("the accuracy", StringComparison.Ordinal)).Finding);
    }

    /// <summary>The first words of a criterion name it in these tests.</summary>
    private static string Short(MarkRow row) => row.Part switch
    {
        "Study of the batch size" => "batch: ",
        "Study of optimizers" => "optimizers: ",
        _ => "",
    } + string.Join(' ', row.Criterion.Split(' ').Take(3));
}
