using DeepLearning.Autograd;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Tensors;

public class TensorTests
{
    private static Tensor Matrix(float[,] values) => Tensor.FromArray(values);

    [Fact]
    public void MatMul_agrees_with_a_product_worked_out_by_hand()
    {
        var product = Matrix(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } }).MatMul(Matrix(new float[,] { { 1, 0 }, { 2, 1 }, { 0, 3 } }));
        Assert.Equal([5, 11, 14, 23], product.ToArray());
    }

    [Fact]
    public void A_number_is_divided_by_every_element() =>
        Assert.Equal([2, -4, float.PositiveInfinity], (2 / Tensor.FromArray([1f, -0.5f, 0])).ToArray());

    [Fact]
    public void Concat_refuses_numbers_without_an_axis() =>
        Assert.StartsWith("Tensor.Concat: single numbers (shape []) have no axis",
            Assert.Throws<ShapeException>(() => Tensor.Concat(Tensor.Scalar(1), Tensor.Scalar(2))).Message);

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void MatMul_with_flags_equals_MatMul_of_transposes(bool transposeA, bool transposeB)
    {
        var a = Matrix(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        var b = Matrix(new float[,] { { 1, -1 }, { 2, 1 }, { 0.5f, 3 } });
        var expected = a.MatMul(b).ToArray();
        var left = transposeA ? a.Transpose() : a;
        var right = transposeB ? b.Transpose() : b;
        Assert.Equal(expected, left.MatMul(right, transposeA, transposeB).ToArray());
    }

    [Fact]
    public void MatMul_names_the_argument_whose_shape_is_wrong()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros([5, 7]).MatMul(Tensor.Zeros([4, 2])));
        Assert.Equal("Tensor.MatMul: 'other' has shape [4, 2]; expected [7, *].", error.Message);
        Assert.Equal("other", error.Argument);
    }

    [Fact]
    public void A_row_is_added_to_every_row()
    {
        var sum = Matrix(new float[,] { { 1, 2 }, { 3, 4 } }) + Matrix(new float[,] { { 10, 20 } });
        Assert.Equal([11, 22, 13, 24], sum.ToArray());
    }

    [Fact]
    public void A_column_divides_every_column()
    {
        var quotient = Matrix(new float[,] { { 2, 4 }, { 9, 3 } }) / Matrix(new float[,] { { 2 }, { 3 } });
        Assert.Equal([1, 2, 3, 1], quotient.ToArray());
    }

    [Fact]
    public void Of_equally_many_axes_both_operands_stretch()
    {
        var table = Matrix(new float[,] { { 1 }, { 2 }, { -0f } }) * Matrix(new float[,] { { 10, 20 } });
        Assert.Equal<int>([3, 2], table.Shape);
        Assert.Equal([10, 20, 20, 40, -0f, -0f], table.ToArray());
        Assert.Equal([-9, -19, -8, -18, -10, -20],
            (Matrix(new float[,] { { 1 }, { 2 }, { 0 } }) - Matrix(new float[,] { { 10, 20 } })).ToArray());
        Assert.Equal<int>([2, 3, 4], (Tensor.Ones([2, 1, 4]) / Tensor.Ones([1, 3, 1])).Shape);
        Assert.Equal([float.NaN, float.NaN], (Matrix(new float[,] { { float.NaN } }) + Matrix(new float[,] { { 1, 2 } })).ToArray());
        Assert.Equal<int>([2, 0], (Tensor.Ones([2, 1]) + Tensor.Ones([1, 0])).Shape);
    }

    [Fact]
    public void A_broadcast_that_would_make_a_square_of_two_columns_is_refused()
    {
        var error = Assert.Throws<ShapeException>(() => Tensor.Zeros([3]) - Tensor.Zeros([3, 1]));
        Assert.Equal("Tensor.Subtract: shapes [3] and [3, 1] do not match. The one with fewer axes must stretch to the other: aligned " +
            "at the last axis, " +
            "each of its lengths is equal or 1. To stretch both, give them equally many axes with Reshape.", error.Message);
        Assert.Throws<ShapeException>(() => Tensor.Zeros([3, 1]) - Tensor.Zeros([3]));
        Assert.Equal("Tensor.Add: shapes [2, 1] and [3, 4] do not match. Along each axis the lengths must be equal, or one of them 1.",
            Assert.Throws<ShapeException>(() => Tensor.Zeros([2, 1]) + Tensor.Zeros([3, 4])).Message);
    }

    [Fact]
    public void Division_by_a_number_divides()
    {
        for (var i = 1; i <= 1000; i++) Assert.Equal([1f, 7f / i], (Tensor.FromArray([i, 7f]) / i).ToArray());
        Assert.Equal(1, (Tensor.Scalar(1e-39f) / 1e-39f).Item());
        Assert.Equal([float.PositiveInfinity, float.NegativeInfinity, float.NaN], (Tensor.FromArray([1f, -1, 0]) / 0).ToArray());
        for (var count = 1; count <= 200; count++)
        {
            Assert.Equal(1, Tensor.Ones([count]).Mean().Item());
            Assert.Equal([1f, 1], Tensor.Ones([2, count]).Mean(1).ToArray());
        }
        var x = Tensor.FromArray([3f, 6]);
        x.RequiresGrad = true;
        (x / 3).Sum().Backward();
        Assert.Equal([1f / 3, 1f / 3], x.Grad!.ToArray());
    }

    [Fact]
    public void Sum_along_an_axis_agrees_with_a_sum_worked_out_by_hand()
    {
        var x = Tensor.FromArray(Enumerable.Range(0, 24).Select(i => (float)i).ToArray(), [2, 3, 4]);
        Assert.Equal([12, 15, 18, 21, 48, 51, 54, 57], x.Sum(1).ToArray());
        Assert.Equal<int>([2, 1, 4], x.Sum(1, keepAxis: true).Shape);
        Assert.Equal(276, x.Sum().Item());
        Assert.Equal([3, 7, 11, 15, 19, 23], x.Max(-1).ToArray());
    }

    [Fact]
    public void SumTo_adds_up_what_a_broadcast_repeated()
    {
        var x = Matrix(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        Assert.Equal([5, 7, 9], x.SumTo([1, 3]).ToArray());
        Assert.Equal([6, 15], x.SumTo([2, 1]).ToArray());
        Assert.Equal([5, 7, 9], x.SumTo([3]).ToArray());
    }

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(0, 2, 1)]
    [InlineData(1, 0, 2)]
    [InlineData(1, 2, 0)]
    [InlineData(2, 0, 1)]
    [InlineData(2, 1, 0)]
    public void Permute_differs_from_moving_one_element_after_the_other(params int[] axes)
    {
        int[] lengths = [3, 5, 7], at = new int[3];
        var x = Tensor.FromArray([.. Enumerable.Range(0, 105).Select(i => (float)i)], [3, 5, 7]);
        var y = x.Permute(axes);
        Assert.Equal([.. axes.Select(axis => lengths[axis])], y.Shape.AsSpan().ToArray());
        for (at[0] = 0; at[0] < 3; at[0]++)
            for (at[1] = 0; at[1] < 5; at[1]++)
                for (at[2] = 0; at[2] < 7; at[2]++) Assert.Equal(x[at[0], at[1], at[2]], y[at[axes[0]], at[axes[1]], at[axes[2]]]);
    }

    [Theory]
    [InlineData(1, 9)]
    [InlineData(33, 18)]
    public void Transpose_differs_from_moving_one_element_after_the_other(int rows, int columns)
    {
        var x = Tensor.FromArray([.. Enumerable.Range(0, rows * columns).Select(i => (float)i)], [rows, columns]);
        var y = x.Transpose();
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < columns; j++) Assert.Equal(x[i, j], y[j, i]);
    }

    [Fact]
    public void Permute_moves_every_element_to_its_place()
    {
        var x = Tensor.FromArray(Enumerable.Range(0, 24).Select(i => (float)i).ToArray(), [2, 3, 4]);
        var y = x.Permute(2, 0, 1);
        Assert.Equal<int>([4, 2, 3], y.Shape);
        for (var i = 0; i < 2; i++)
            for (var j = 0; j < 3; j++)
                for (var k = 0; k < 4; k++) Assert.Equal(x[i, j, k], y[k, i, j]);
    }

    [Fact]
    public void Reshape_shares_memory_and_works_out_an_open_length()
    {
        var x = Tensor.Zeros([2, 6]);
        var y = x.Reshape(3, -1);
        y[2, 3] = 7;
        Assert.Equal<int>([3, 4], y.Shape);
        Assert.Equal(7, x[1, 5]);
        Assert.Throws<ShapeException>(() => x.Reshape(5, -1));
        Assert.Throws<ShapeException>(() => x.Reshape(-1, -1));
    }

    [Fact]
    public void A_tensor_used_after_its_scope_ended_says_so()
    {
        Tensor lost, kept;
        using (new TensorScope())
        {
            lost = Tensor.Ones([3]);
            kept = Tensor.Ones([3]).Keep();
        }
        Assert.Equal([1, 1, 1], kept.ToArray());
        var error = Assert.Throws<ObjectDisposedException>(() => lost.ToArray());
        Assert.Contains("TensorScope that has ended", error.Message);
    }

    [Fact]
    public void A_shape_with_too_many_elements_is_refused() =>
        Assert.Throws<ArgumentException>(() => Tensor.Zeros([65536, 65536]));

    [Fact]
    public void A_tensor_prints_its_shape_and_elements() =>
        Assert.Equal("Tensor [2, 2]\n[[  1.0000,  -2.5000],\n [  0.0000, 1.235e+06]]",
            Matrix(new float[,] { { 1, -2.5f }, { 0, 1234567 } }).ToString());
}
