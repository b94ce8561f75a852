using DeepLearning.Exercises.Checking;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Statistics;
using static DeepLearning.Exercises.Checking.Inputs;

namespace DeepLearning.Exercises.Chapter02;

using Answer = Func<Matrix<double>, Matrix<double>, Matrix<double>>;

internal sealed class E02_3 : Definition<Answer>
{
    public override string Id => "02.3";
    public override string Title => "The small sin, repaired";
    public override string Signature => "Matrix<double> StandardizeLike(Matrix<double> training, Matrix<double> rows)";
    public override string Praise => "Right: the training rows alone decide the scale, and even a single new district can be put on it.";
    public override IReadOnlyList<string> Axes => ["rows", "features"];

    public override IReadOnlyList<string> Hints =>
    [
        "Two matrices come in. From which one do mean and spread come, and which one is transformed?",
        "For each column j: mean and PopulationStandardDeviation() of training.Column(j).",
        "Entry i, j of the answer is (rows[i, j] − mean of training column j) / spread of training column j.",
    ];

    public override string Explanation =>
        "Mean and spread are learned from the training rows, like weights, and then applied to whatever comes. A test row changes " +
        "nothing in them, not even when it is alone.";

    public override Answer Right => StandardizeLike;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("five training rows, three others", f => f(Scaled(5, seed: 1), Scaled(3, seed: 2))),
        new("the training rows themselves", f => f(Scaled(4, seed: 3), Scaled(4, seed: 3))),
        new("a single new row", f => f(Scaled(6, seed: 4), Scaled(1, seed: 5))),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("Mean and spread come from the rows that you transform. They must come from the training rows: a single new row has no " +
            "spread at all.", (t, r) => Apply(r, r)),
        new("You gave back the training rows. Their mean and spread are needed, but it is 'rows' that should be transformed.",
            (t, r) => Apply(t, t)),
        new("Both matrices went into mean and spread. Then the test rows have a say, which is the sin that we want to repair.",
            (t, r) => Apply(t.Stack(r), r)),
        new("You divided by the sample's standard deviation (N − 1). The chapter uses the population's: PopulationStandardDeviation().",
            (t, r) => Apply(t, r, column => column.StandardDeviation())),
        new("You divided by the variance. Its square root has the unit of the feature.",
            (t, r) => Apply(t, r, column => column.PopulationVariance())),
        new("The spread is missing: divide by the standard deviation, too.", (t, r) => Apply(t, r, _ => 1)),
        new("The mean is missing: subtract it before you divide.",
            (t, r) => r.MapIndexed((_, j, v) => v / t.Column(j).PopulationStandardDeviation(), Zeros.Include)),
        new("One mean and one spread for the whole matrix: every feature needs its own.",
            (t, r) => r.Map(v => (v - t.Enumerate().Mean()) / t.Enumerate().PopulationStandardDeviation(), Zeros.Include)),
        new("Brackets: subtract the mean first, then divide the difference.",
            (t, r) => r.MapIndexed((_, j, v) => v - t.Column(j).Mean() / t.Column(j).PopulationStandardDeviation(), Zeros.Include)),
        new("The mean comes from the training rows, but the spread from the rows that you transform.", (t, r) => Apply(t, r, null, r)),
        new("The spread comes from the training rows, but the mean from the rows that you transform.", (t, r) => Apply(r, r, null, t)),
        new("You multiplied by the spread; divide by it.", (t, r) => Apply(t, r, column => 1 / column.PopulationStandardDeviation())),
    ];

    // <solution>
    private static Matrix<double> StandardizeLike(Matrix<double> training, Matrix<double> rows)
    {
        var means = training.EnumerateColumns().Select(column => column.Mean()).ToArray();
        var spreads = training.EnumerateColumns().Select(column => column.PopulationStandardDeviation()).ToArray();
        return rows.MapIndexed((i, j, value) => (value - means[j]) / spreads[j], Zeros.Include);
    }
    // </solution>

    private static Matrix<double> Scaled(int rows, int seed) => Doubles(rows, 3, seed).MapIndexed((_, j, v) => v * (j + 1) * 10 + 5 * j);

    private static Matrix<double> Apply(Matrix<double> from, Matrix<double> to, Func<Vector<double>, double>? spread = null,
        Matrix<double>? spreads = null) =>
        to.MapIndexed((_, j, v) => (v - from.Column(j).Mean()) / (spread
            ?? (column => column.PopulationStandardDeviation()))((spreads ?? from).Column(j)), Zeros.Include);
}
