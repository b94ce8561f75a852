using DeepLearning.Data;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Data;

public class ColumnsTests
{
    [Fact]
    public void A_table_survives_the_way_through_its_columns()
    {
        var table = Table.FromColumns(("town", new[] { "a", null, "c" }), ("rooms", new[] { 6.5, double.NaN, 4 }));
        var again = Table.FromColumns(table.Columns);
        Assert.Equal(["town", "rooms"], again.ColumnNames);
        Assert.True(again.Text("town") is ["a", null, "c"]);
        Assert.Equal([6.5, double.NaN, 4], again["rooms"]);
    }

    [Fact]
    public void Columns_say_of_which_kind_they_are()
    {
        var columns = Table.FromColumns(("town", new[] { "a" }), ("rooms", new[] { 6.5 })).Columns;
        Assert.Null(columns[0].Values.Numbers);
        Assert.Equal([6.5f], columns[1].Values.ToFloats());
        Assert.Contains("holds texts", Assert.Throws<InvalidOperationException>(columns[0].Values.ToFloats).Message);
    }

    [Fact]
    public void A_tensor_takes_columns_side_by_side()
    {
        var tensor = Tensor.FromColumns([1, 2, 3], [4, 5, 6]);
        Assert.Equal<int>([3, 2], tensor.Shape);
        Assert.Equal([1, 4, 2, 5, 3, 6], tensor.ToArray());
    }

    [Fact]
    public void Columns_of_different_lengths_are_refused() =>
        Assert.Contains("column 1 has 1 values; expected 2", Assert.Throws<ArgumentException>(() => Tensor.FromColumns([1, 2], [3])).Message);
}
