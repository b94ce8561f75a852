using System.Text;
using DeepLearning.Data;

namespace DeepLearning.Tests.Data;

public class BostonTests
{
    private static readonly Boston Data = Boston.Load();

    [Fact]
    public void The_set_has_506_rows_of_13_features_and_a_target()
    {
        Assert.Equal((506, 13), (Data.Features.GetLength(0), Data.Features.GetLength(1)));
        Assert.Equal((506, 1), (Data.Targets.GetLength(0), Data.Targets.GetLength(1)));
        Assert.Equal(["crim", "zn", "indus", "chas", "nox", "rm", "age", "dis", "rad", "tax", "ptratio", "black", "lstat"],
            Data.FeatureNames);
        Assert.Equal((0.00632, 4.98, 24), (Data.Features[0, 0], Data.Features[0, 12], Data.Targets[0, 0]));
    }

    [Fact]
    public void The_split_is_the_books_to_the_last_digits()
    {
        var (trainX, trainY, testX, testY) = Data.StandardizedSplit();
        Assert.Equal((354, 13, 152, 13), (trainX.GetLength(0), trainX.GetLength(1), testX.GetLength(0), testX.GetLength(1)));
        Assert.Equal((354, 1, 152, 1), (trainY.GetLength(0), trainY.GetLength(1), testY.GetLength(0), testY.GetLength(1)));
        // From NumPy: x = (x - x.mean(0)) / x.std(0); p = RandomState(80718).permutation(506); test = p[:152].
        Assert.Equal(-0.41248184576439545, trainX[0, 0], 13);
        Assert.Equal(-0.3564707958632777, trainX[1, 12], 13);
        Assert.Equal(1.117494485159458, trainX[353, 6], 13);
        Assert.Equal(-0.41643271701149825, testX[0, 0], 13);
        Assert.Equal(1.2793572561021311, testX[1, 12], 13);
        Assert.Equal(-1.304180459738426, testX[151, 6], 13);
        Assert.Equal(36.2, trainY[0, 0], 13);
        Assert.Equal(15.0, trainY[1, 0], 13);
        Assert.Equal(14.5, trainY[353, 0], 13);
        Assert.Equal(48.5, testY[0, 0], 13);
        Assert.Equal(10.2, testY[1, 0], 13);
        Assert.Equal(50.0, testY[151, 0], 13);
    }

    [Theory]
    [InlineData("a,medv\n1,2\n\n3,4\n", "data/boston.csv, line 3: cells found: 1; named in the header: 2.")]
    [InlineData("", "data/boston.csv: expected 506 rows of 14 columns, one of them 'medv'; found 0 rows of 1 columns ().")]
    [InlineData("a,medv\n1,2\n",
        "data/boston.csv: expected 506 rows of 14 columns, one of them 'medv'; found 1 rows of 2 columns (a, medv).")]
    public void Another_file_is_refused(string csv, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() =>
            Boston.Parse(Encoding.UTF8.GetBytes(csv), "data/boston.csv")).Message);
}
