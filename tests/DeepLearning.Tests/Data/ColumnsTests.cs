using DeepLearning.Tensors;

namespace DeepLearning.Tests.Data;

public class ColumnsTests
{
    [Fact]
    public void A_tensor_takes_columns_side_by_side()
    {
        var tensor = Tensor.FromColumns([1, 2, 3], [4, 5, 6]);
        Assert.Equal<int>([3, 2], tensor.Shape);
        Assert.Equal([1, 4, 2, 5, 3, 6], tensor.ToArray());
    }

    [Fact]
    public void Columns_of_different_lengths_are_refused() =>
        Assert.Contains("column 1 has 1 values; expected 2",
            Assert.Throws<ArgumentException>(() => Tensor.FromColumns([1, 2], [3])).Message);
}
