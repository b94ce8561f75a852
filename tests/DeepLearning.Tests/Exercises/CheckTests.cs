using DeepLearning.Exercises;
using DeepLearning.Exercises.Checking;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Exercises;

using Gradient = Func<Tensor, Tensor, Tensor>;

public class CheckTests
{
    private sealed class MeanSquare : Definition<Gradient>
    {
        public override string Id => "99.1";
        public override string Title => "The gradient of a mean";
        public override string Signature => "Tensor Grad(Tensor prediction, Tensor target)";
        public override string Praise => "Right.";
        public override IReadOnlyList<string> Hints => ["a", "b", "c"];
        public override string Explanation => "Because.";
        public override IReadOnlyList<string> Axes => ["batch", "outputs"];
        public override Gradient Right => (p, t) => (p - t) * (2f / p.Shape[0]);

        public override IReadOnlyList<TestCase<Gradient>> Cases =>
        [
            Case("a batch of one", [3, -1], [1, 1], 1),
            Case("a batch of three", [3, -1, 2, 0.5f, 4, 7], [1, 2, 3, 4, 5, 6], 3),
        ];

        public override IReadOnlyList<Mistake<Gradient>> Mistakes => [new("Known mistake.", (p, t) => p + t)];

        private static TestCase<Gradient> Case(string name, float[] p, float[] t, int rows) =>
            new(name, f => f(Tensor.FromArray(p, [rows, 2]), Tensor.FromArray(t, [rows, 2])), rows);
    }

    private static Verdict Check(Gradient answer) => new MeanSquare().Check(answer);

    [Fact]
    public void Exercises_on_kernels_ask_for_the_emulation_where_it_is_missing() =>
        Assert.Contains("DeepLearning.Gpu.Emulation.dll", Assert.Throws<ArgumentException>(() => Catalog.Find("11.2")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_right_answer_passes() => Assert.Equal(ExerciseStatus.Passed, Check((p, t) => 2 * (p - t) / p.Shape[0]).Status);

    [Fact]
    public void A_known_mistake_is_named_and_located()
    {
        var verdict = Check((p, t) => t + p);
        Assert.Equal("Known mistake.", verdict.Message);
        Assert.Equal("a batch of one: result[0, 1] is 0, expected -4.", verdict.Detail);
    }

    [Fact]
    public void A_sum_in_place_of_a_mean_is_recognised() =>
        Assert.Equal("Every value is too large by the number of rows: a sum stands where a mean belongs.", Check((p, t) => 2 * (p - t)).Message);

    [Fact]
    public void A_missing_factor_two_is_recognised() =>
        Assert.Equal("Every value is half of what it should be: is a factor 2 missing?", Check((p, t) => (p - t) / p.Shape[0]).Message);

    [Fact]
    public void A_wrong_sign_is_recognised() =>
        Assert.Equal("Every value has the wrong sign.", Check((p, t) => 2 * (t - p) / p.Shape[0]).Message);

    [Fact]
    public void A_transposed_result_names_both_shapes_and_the_axes() =>
        Assert.Equal("Shape: your result is [2, 1], expected [1, 2] (batch, outputs): something was transposed.",
            Check((p, t) => (2 * (p - t) / p.Shape[0]).Transpose()).Message);

    private sealed class Pieces : Definition<Func<Tensor[]>>
    {
        public override string Id => "99.2";
        public override string Title => "Several tensors";
        public override string Signature => "Tensor[] Pieces()";
        public override string Praise => "Right.";
        public override IReadOnlyList<string> Hints => ["a", "b", "c"];
        public override string Explanation => "Because.";
        public override IReadOnlyList<string> Parts => ["gradient"];
        public override IReadOnlyList<string> AxesOf(string part) => part == "gradient 1" ? ["inputs", "outputs"] : ["bias"];
        public override Func<Tensor[]> Right => () => [Tensor.Ones([2, 3]), Tensor.Ones([4])];
        public override IReadOnlyList<TestCase<Func<Tensor[]>>> Cases => [new("two pieces", f => f())];
        public override IReadOnlyList<Mistake<Func<Tensor[]>>> Mistakes => [];
    }

    [Fact]
    public void A_list_is_compared_part_by_part_and_a_wrong_shape_names_the_axes_of_its_part()
    {
        Assert.Equal(ExerciseStatus.Passed, new Pieces().Check(() => new[] { Tensor.Ones([2, 3]), Tensor.Ones([4]) }).Status);
        Assert.Equal("Shape: your gradient 1 is [3, 2], expected [2, 3] (inputs, outputs): something was transposed.",
            new Pieces().Check(() => new[] { Tensor.Ones([3, 2]), Tensor.Ones([4]) }).Message);
        Assert.Equal("Shape: your gradient 2 is [5], expected [4] (bias).", new Pieces().Check(() => new[] { Tensor.Ones([2, 3]), Tensor.Ones([5]) }).Message);
    }

    [Fact]
    public void A_list_of_the_wrong_length_is_told_how_long_it_should_be() =>
        Assert.Equal("Your answer for two pieces has 1 part(s), expected 2.", new Pieces().Check(() => new[] { Tensor.Ones([2, 3]) }).Message);

    [Fact]
    public void Only_the_parts_that_differ_are_explained()
    {
        Assert.Equal("gradient 2: Every value is twice what it should be.",
            new Pieces().Check(() => new[] { Tensor.Ones([2, 3]), 2 * Tensor.Ones([4]) }).Message);
        Assert.Equal("gradient 2: Every value has the wrong sign.",
            new Pieces().Check(() => new[] { Tensor.Ones([2, 3]), -Tensor.Ones([4]) }).Message);
        Assert.Equal("The shape is right, the values are not. Write out one entry by hand and compare.",
            new Pieces().Check(() => new[] { Tensor.Ones([2, 3]), Tensor.FromArray([1f, 1, 1, 5]) }).Message);
    }

    [Fact]
    public void An_answer_right_only_for_one_row_says_for_which_cases_it_holds() =>
        Assert.StartsWith("Right for a batch of one, wrong for a batch of three:", Check((p, t) => p.Shape[0] == 1 ? 2 * (p - t) : p * p).Message);

    [Fact]
    public void An_exception_in_the_answer_is_passed_on() =>
        Assert.StartsWith("Your function threw ShapeException: Tensor.MatMul:", Check((p, t) => Tensor.Zeros([5, 9]).MatMul(t)).Message);

    [Fact]
    public void A_null_is_an_error_in_words() => Assert.Contains("returned null", Check((p, t) => null!).Message);

    [Fact]
    public void A_function_of_another_form_is_told_which_form_is_needed() =>
        Assert.Contains("needs a function of the form Tensor Grad(Tensor prediction, Tensor target)", new MeanSquare().Check((double x) => x).Message);

    [Fact]
    public void A_value_that_is_wrong_in_no_known_way_is_located()
    {
        var verdict = Check((p, t) => p * p);
        Assert.Equal("The shape is right, the values are not. Write out one entry by hand and compare.", verdict.Message);
        Assert.Equal("a batch of one: result[0, 0] is 9, expected 4.", verdict.Detail);
    }

    [Fact]
    public void A_verdict_escapes_what_the_reader_wrote()
    {
        var html = new Verdict(ExerciseStatus.NotYet, "99.1", "t", "<script>alert(1)</script>").ToHtml();
        Assert.DoesNotContain("<script>", html);
        Assert.Contains("&lt;script&gt;", html);
    }

    [Fact]
    public void An_unknown_exercise_lists_those_of_its_chapter()
    {
        var error = Assert.Throws<ArgumentException>(() => Exercise.Hint("01.99"));
        Assert.StartsWith("There is no exercise 01.99. Chapter 01 has 01.1", error.Message);
    }

    [Fact]
    public void Hints_come_one_after_the_other() =>
        Assert.Equal(["Hint 1 of 3", "Hint 2 of 3", "Hint 3 of 3", "Hint 1 of 3"],
            Enumerable.Range(0, 4).Select(_ => Exercise.Hint("01.1").Heading[..11]));

    [Fact]
    public void A_solution_is_shown_as_it_would_stand_in_a_cell() =>
        Assert.StartsWith("double SlopeAt(Func<double, double> f, double at)\n{\n    const double step", Exercise.Solution("01.1").Code);
}
