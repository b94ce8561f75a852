using DeepLearning.Frames;
using DeepLearning.Tensors;
using MathNet.Numerics.LinearAlgebra;
using Microsoft.Data.Analysis;

namespace DeepLearning.Plotting.Tests.Frames;

public class FrameConversionTests
{
    private static readonly DataFrame Towns = new(new StringDataFrameColumn("town", ["Acton", "Lynn", null]),
        new DoubleDataFrameColumn("rooms", new double?[] { 4, null, 6.5 }), new Int32DataFrameColumn("homes", [10, 20, 40]),
        new BooleanDataFrameColumn("river", [true, false, true]));

    [Fact]
    public void A_column_is_an_array_whose_gaps_are_not_a_number()
    {
        Assert.Equal([4, double.NaN, 6.5], Towns["rooms"].ToDoubles());
        Assert.Equal([1, 0, 1], Towns["river"].ToDoubles());
        Assert.Equal([0.1f], new SingleDataFrameColumn("a", [0.1f]).ToDoubles());
    }

    [Fact]
    public void Columns_are_a_matrix_and_a_tensor()
    {
        var expected = Matrix<double>.Build.DenseOfArray(new double[,] { { 10, 1 }, { 20, 0 }, { 40, 1 } });
        Assert.Equal(expected, Towns.ToMatrix("homes", "river"));
        var tensor = Towns.ToTensor("river", "homes");
        Assert.Equal<int>([3, 2], tensor.Shape);
        Assert.Equal([1, 10, 0, 20, 1, 40], tensor.ToArray());
        Assert.Equal<int>([3, 2], Towns.Select("homes", "river").ToTensor().Shape);
    }

    [Fact]
    public void Matrices_and_tensors_come_back()
    {
        var matrix = Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        var frame = matrix.ToFrame("a", "b", "c");
        Assert.Equal(["a", "b", "c"], frame.Columns.Select(column => column.Name));
        Assert.Equal(matrix, frame.ToMatrix());
        Assert.Equal(["0", "1", "2"], matrix.ToFrame().Columns.Select(column => column.Name));
        var tensor = Tensor.FromColumns([0.1f, 2], [3, 4], [5, 6]);
        var back = tensor.ToFrame("a", "b", "c");
        Assert.Equal([0.1f, 2], back.Columns.GetSingleColumn("a").Select(value => value!.Value));
        Assert.Equal(tensor.ToArray(), back.ToTensor().ToArray());
        Assert.Equal([7, 8], Tensor.FromArray([7f, 8]).ToFrame("x")["x"].ToDoubles());
    }

    [Fact]
    public void Selected_columns_are_copies_in_the_order_asked_for()
    {
        var selected = Towns.Select("homes", "town");
        Assert.Equal(["homes", "town"], selected.Columns.Select(column => column.Name));
        selected["homes"][0] = 99;
        Assert.Equal(10, Towns["homes"][0]);
    }

    public static TheoryData<string, Action> Mistakes => new()
    {
        { "DataFrame.ToMatrix: there is no column 'rm'; there are town, rooms, homes, river.", () => Towns.ToMatrix("rm") },
        { "DataFrame.Select: there is no column 'rm'; there are", () => Towns.Select("rm") },
        { "Select: column 'rooms' is named twice.", () => Towns.Select("rooms", "rooms") },
        { "DataFrame.ToTensor: column 'town' holds String values, not numbers.", () => Towns.ToTensor() },
        { "DataFrame.ToDoubles: column 'town' holds String values, not numbers.", () => Towns["town"].ToDoubles() },
        { "DataFrame.ToTensor: column 'rooms' has a missing value in row 1. Leave such rows out with DropNulls(), " +
            "or fill the gaps with FillNulls(…).", () => Towns.ToTensor("rooms") },
        { "DataFrame.ToMatrix: column 'a' has 2 missing values, the first in row 0. Leave",
            () => new DataFrame(new DoubleDataFrameColumn("a", new double?[] { null, 1, null })).ToMatrix() },
        { "DataFrame.ToMatrix: the frame has no rows.", () => new DataFrame(new DoubleDataFrameColumn("a", 0)).ToMatrix() },
        { "DataFrame.ToTensor: the frame has no columns.", () => new DataFrame().ToTensor() },
        { "ToFrame: 1 names for the 2 columns of shape [1, 2].", () => Tensor.Ones([1, 2]).ToFrame("a") },
        { "ToFrame: column 'a' is named twice.", () => Matrix<double>.Build.Dense(1, 2).ToFrame("a", "a") },
    };

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public void Mistakes_are_named(string message, Action mistake) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(mistake).Message, StringComparison.Ordinal);

    [Fact]
    public void A_tensor_of_three_dimensions_is_no_frame() =>
        Assert.Equal("Tensor.ToFrame: 'tensor' has shape [2, 3, 4]; expected [*] or [*, *].",
            Assert.Throws<ShapeException>(() => Tensor.Ones([2, 3, 4]).ToFrame()).Message);
}
