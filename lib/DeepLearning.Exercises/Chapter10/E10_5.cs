using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter10;

using Answer = Func<int[], int[], double>;

internal sealed class E10_5 : Definition<Answer>
{
    public override string Id => "10.5";
    public override string Title => "Find the bug: an accuracy that depends on the batch size";
    public override string Signature => "double AccuracyOf(int[] rightInBatch, int[] batchSizes)";
    public override string Praise => "Right: a short last batch counts for what it is.";

    public override IReadOnlyList<string> Hints =>
    [
        "Take ten images in batches of 4, 4 and 2. How much does one image of the last batch weigh?",
        "An average of averages is only right where all groups have the same size.",
        "Add up all right answers, then divide once by the number of all images.",
    ];

    public override string Explanation =>
        "The mean of the batches' accuracies gives the short last batch the weight of a full one. Counting right answers and images, " +
        "and dividing once at the end, gives every image the same weight.";

    public override Answer Right => AccuracyOf;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("a short last batch", f => f([4, 3, 1], [4, 4, 2])),
        new("equal batches", f => f([3, 1], [4, 4])),
        new("a single batch", f => f([7], [9])),
        new("nothing right in the first batch", f => f([0, 5, 1], [5, 5, 3])),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("It is right for equal batches only: a short last batch weighs as much as a full one. What should every image weigh?",
            (right, sizes) => right.Zip(sizes, (r, n) => (double)r / n).Average()),
        new("Whole numbers divided by whole numbers give whole numbers: 7 / 10 is 0. Convert one of them to double first.",
            (right, sizes) => right.Sum() / sizes.Sum()),
        new("You divide by the number of batches; divide by the number of images.", (right, sizes) => (double)right.Sum() / right.Length),
        new("The last batch is not the first one's size: add the sizes up.",
            (right, sizes) => (double)right.Sum() / (sizes[0] * sizes.Length)),
        new("Only the last batch was counted.", (right, sizes) => (double)right[^1] / sizes[^1]),
        new("7 / 10 of each batch is cut off to 0 before the mean. And the mean of the batches is wrong, too: add up first.",
            (right, sizes) => right.Zip(sizes, (r, n) => (double)(r / n)).Average()),
        new("That is the share of wrong answers.", (right, sizes) => 1 - (double)right.Sum() / sizes.Sum()),
        new("That is a percentage. A share from 0 to 1 is asked.", (right, sizes) => 100.0 * right.Sum() / sizes.Sum()),
        new("The fraction is upside down.", (right, sizes) => (double)sizes.Sum() / right.Sum()),
        new("You added the accuracies of the batches. Add up answers and images, and divide once.",
            (right, sizes) => right.Zip(sizes, (r, n) => (double)r / n).Sum()),
        new("The last, short batch is left out. It counts for what it is.",
            (right, sizes) => sizes.Length == 1 ? (double)right[0] / sizes[0] : (double)right[..^1].Sum() / sizes[..^1].Sum()),
    ];

    // <solution>
    private static double AccuracyOf(int[] rightInBatch, int[] batchSizes) =>
        (double)rightInBatch.Sum() / batchSizes.Sum();
    // </solution>
}
