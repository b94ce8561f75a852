using System.Text.RegularExpressions;
using DeepLearning.Exercises.Checking;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises.Tests;

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
    public void Exercises_on_kernels_ask_for_the_library_of_the_card_where_it_is_missing() =>
        Assert.Contains("DeepLearning.Gpu.dll", Assert.Throws<ArgumentException>(() => Catalog.Find("11.2")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Nothing_but_itself_is_close_to_an_infinity()
    {
        Assert.True(Part.Close(double.NegativeInfinity, double.NegativeInfinity));
        Assert.False(Part.Close(4, double.PositiveInfinity));
        Assert.False(Part.Close(double.NegativeInfinity, double.PositiveInfinity));
        Assert.False(Part.Close(double.PositiveInfinity, 4));
    }

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
        Assert.Equal("Right for a batch of one. For a batch of three: Every value is too large by the number of rows: a sum stands " +
            "where a mean belongs.", Check((p, t) => 2 * (p - t)).Message);

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
        Assert.Equal("Shape: your gradient 2 is [5], expected [4] (bias).",
            new Pieces().Check(() => new[] { Tensor.Ones([2, 3]), Tensor.Ones([5]) }).Message);
    }

    [Fact]
    public void A_list_of_the_wrong_length_is_told_how_long_it_should_be() =>
        Assert.Equal("Your answer for two pieces has 1 part(s), expected 2.",
            new Pieces().Check(() => new[] { Tensor.Ones([2, 3]) }).Message);

    [Fact]
    public void Only_the_parts_that_differ_are_explained()
    {
        Assert.Equal("gradient 2: Every value is twice what it should be.",
            new Pieces().Check(() => new[] { Tensor.Ones([2, 3]), 2 * Tensor.Ones([4]) }).Message);
        Assert.Equal("gradient 2: Every value has the wrong sign.",
            new Pieces().Check(() => new[] { Tensor.Ones([2, 3]), -Tensor.Ones([4]) }).Message);
        Assert.Equal("gradient 2: Only the last entry is wrong: an edge. Does a loop or a condition stop one too early?",
            new Pieces().Check(() => new[] { Tensor.Ones([2, 3]), Tensor.FromArray([1f, 1, 1, 5]) }).Message);
    }

    [Fact]
    public void An_answer_right_only_for_one_row_says_for_which_cases_it_holds() =>
        Assert.StartsWith("Right for a batch of one, wrong for a batch of three:",
            Check((p, t) => p.Shape[0] == 1 ? 2 * (p - t) : p * p).Message);

    [Fact]
    public void An_exception_in_the_answer_is_passed_on() =>
        Assert.Matches("^Your function threw ShapeException in line \\d+ of CheckTests.cs for a batch of one: Tensor.MatMul:",
            Check((p, t) => Tensor.Zeros([5, 9]).MatMul(t)).Message);

    [Fact]
    public void An_exception_names_the_line_the_case_the_input_and_the_likeliest_cause()
    {
        var verdict = Check((p, t) =>
        {
            if (p.Size > 0)
                throw new NotImplementedException("Later."); // the line that the message names
            return t;
        });
        var here = Array.FindIndex(File.ReadAllLines(SourceFile()), line => line.Contains("// the line that", StringComparison.Ordinal)) +
            1;
        Assert.Contains($"NotImplementedException in line {here} of CheckTests.cs for a batch of one:", verdict.Message);
        Assert.EndsWith("Later. A throw is left where code belongs.", verdict.Message);
        Assert.Equal("It was called with p = [3, -1] of shape [1, 2], t = [1, 1] of shape [1, 2].", verdict.Detail);
    }

    private static string SourceFile([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;

    [Fact]
    public void An_interrupt_goes_on() =>
        Assert.Throws<OperationCanceledException>(() => Check((p, t) => throw new OperationCanceledException()));

    [Fact]
    public void An_answer_that_writes_into_its_arguments_fails_even_if_its_result_is_right()
    {
        var verdict = Check((prediction, target) =>
        {
            prediction.AddInPlace(target, -1);
            return prediction * (2f / prediction.Shape[0]);
        });
        Assert.Equal("Your function changed its argument 'prediction'. Whoever called it still needs the old numbers: work on a copy, " +
            "prediction.Clone(), or make a new result.", verdict.Message);
        Assert.Equal("a batch of one: prediction[0, 0] was 3 and is 2 after the call.", verdict.Detail);
    }

    [Fact]
    public void How_wrong_values_belong_to_the_right_ones_is_told_where_no_mistake_is_known()
    {
        string Message(Gradient answer) => Check(answer).Message;
        static Tensor Each(Tensor x, Func<float, float> f) => Tensor.FromArray([.. x.ToArray().Select(f)], x.Shape);
        Assert.Equal("That is the argument 't', as it came in.", Message((p, t) => t));
        Assert.StartsWith("A root is missing", Message((p, t) => (2 * (p - t) / p.Shape[0]).Square()));
        Assert.Contains("without their signs", Message((p, t) => Each(2 * (p - t) / p.Shape[0], MathF.Abs)));
        Assert.EndsWith("You divided by N − 1 where N belongs.", Message((p, t) => 2 * (p - t) / Math.Max(1, p.Shape[0] - 1)));
        Assert.EndsWith("Only the last row is wrong: does the loop end too early?",
            Message((p, t) => Tensor.FromArray([.. (2 * (p - t) / p.Shape[0]).ToArray().Select((v, i) => i > 3 ? 0 : v)], p.Shape)));
    }

    private sealed class Lists : Definition<Func<double[], int[][], List<double>, double>>
    {
        public override string Id => "99.3";
        public override string Title => "Lists";
        public override string Signature => "double Sum(double[] a, int[][] b, List<double> c)";
        public override string Praise => "Right.";
        protected override string Nudged => "Nudged.";
        public override IReadOnlyList<string> Hints => ["a", "b", "c"];
        public override string Explanation => "Because.";
        public override Func<double[], int[][], List<double>, double> Right => (a, b, c) => a[0] / 3;
        public override IReadOnlyList<TestCase<Func<double[], int[][], List<double>, double>>> Cases =>
            [new("one", f => f([3, 1], [[1, 2], [3]], [5, 4]))];
        public override IReadOnlyList<Mistake<Func<double[], int[][], List<double>, double>>> Mistakes => [];
        protected override IReadOnlyList<int> MayChange => IsFree ? [0] : [];
        public bool IsFree { get; init; }
    }

    [Fact]
    public void Arrays_jagged_arrays_and_lists_are_compared_afterwards_and_a_moved_number_may_come_back()
    {
        string Message(Func<double[], int[][], List<double>, double> answer) => new Lists().Check(answer).Message;
        Assert.StartsWith("Your function changed its argument 'a'. Whoever called it still needs the old numbers: work on a copy, " +
            "(double[])a.Clone()",
            Message((a, b, c) => { var first = a[0] / 3; Array.Sort(a); return first; }));
        Assert.StartsWith("Your function changed its argument 'b'.", Message((a, b, c) => { b[1][0]++; return a[0] / 3; }));
        Assert.StartsWith("Your function changed its argument 'c'.", Message((a, b, c) => { c.RemoveAt(0); return a[0] / 3; }));
        Assert.Equal("Right.", Message((a, b, c) => { a[0] += 1e-5; a[0] -= 2e-5; a[0] += 1e-5; return a[0] / 3; }));
        Assert.Equal("Right.", new Lists { IsFree = true }.Check((double[] a, int[][] b, List<double> c) =>
            { var first = a[0] / 3; a[1] = 7; return first; }).Message);
    }

    [Fact]
    public void Where_a_formula_is_asked_few_digits_are_not_enough() =>
        Assert.Equal("Nudged.", new Lists().Check((double[] a, int[][] b, List<double> c) => a[0] / 3 + 1e-9).Message);

    [Fact]
    public void A_host_that_knows_of_a_newer_text_that_did_not_compile_keeps_the_old_one_from_being_marked()
    {
        static double Perplexity(double[] probabilities) => Math.Exp(probabilities.Average(p => -Math.Log(p)));
        var name = ((Delegate)Perplexity).Method.Name;
        AppContext.SetData("DeepLearning.Exercises.NotCompiled",
            (Func<string, string?>)(method => method == name ? "CS1002: ; expected (cell 7, line 3)" : null));
        try
        {
            var verdict = Exercise.Check("06.1", Perplexity);
            Assert.Equal(ExerciseStatus.NotYet, verdict.Status);
            Assert.Contains("did not compile", verdict.Message);
            Assert.Equal("CS1002: ; expected (cell 7, line 3)", verdict.Detail);
        }
        finally
        {
            AppContext.SetData("DeepLearning.Exercises.NotCompiled", null);
        }
    }

    [Fact]
    public void A_plain_number_is_not_told_about_shapes() =>
        Assert.StartsWith("The value is wrong.", new Lists().Check((double[] a, int[][] b, List<double> c) => a[0] * 7.1).Message);

    [Fact]
    public void A_null_is_an_error_in_words() => Assert.Contains("returned null", Check((p, t) => null!).Message);

    [Fact]
    public void A_function_of_another_form_is_told_which_form_is_needed() =>
        Assert.Contains("needs a function of the form Tensor Grad(Tensor prediction, Tensor target)",
            new MeanSquare().Check((double x) => x).Message);

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
        const string Attack = "<script>alert(1)</script>";
        var html = new Verdict(ExerciseStatus.NotYet, "99.1", Attack, Attack, Attack).ToHtml();
        Assert.DoesNotContain("<script>", html);
        Assert.Equal(3, Regex.Count(html, "&lt;script&gt;"));
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
