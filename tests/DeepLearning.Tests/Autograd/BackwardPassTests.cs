using DeepLearning.Autograd;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Autograd;

public class BackwardPassTests
{
    private static Tensor Leaf(float value)
    {
        var leaf = Tensor.Scalar(value);
        leaf.RequiresGrad = true;
        return leaf;
    }

    [Fact]
    public void Concat_keeps_its_own_list_of_what_it_joined()
    {
        var (a, b) = (Tensor.FromArray([1f, 2]), Tensor.FromArray([3f]));
        a.RequiresGrad = b.RequiresGrad = true;
        Tensor[] parts = [a, b];
        var sum = (Tensor.Concat(parts) * Tensor.FromArray([5f, 6, 7])).Sum();
        parts[0] = parts[1] = Tensor.Zeros([9]);
        sum.Backward();
        Assert.Equal([5, 6], a.Grad!.ToArray());
        Assert.Equal([7], b.Grad!.ToArray());
    }

    [Fact]
    public void A_number_used_twice_counts_once_for_each_use()
    {
        // With b = 4a and c = b + b, dc/da is 8; counting b's gradient twice on the way would give 12.
        var a = Leaf(3);
        var b = 4 * a;
        (b + b).Backward();
        Assert.Equal(8, a.Grad!.Item());
    }

    [Fact]
    public void The_books_example_gives_35()
    {
        // (4a + 3)(a + 2) has the derivative 8a + 11
        var a = Leaf(3);
        ((4 * a + 3) * (a + 2)).Backward();
        Assert.Equal(35, a.Grad!.Item());
    }

    [Fact]
    public void Gradients_of_two_passes_add_up()
    {
        var a = Leaf(2);
        a.Square().Backward();
        a.Square().Backward();
        Assert.Equal(8, a.Grad!.Item());
    }

    [Fact]
    public void A_gradient_that_two_results_share_is_not_changed_by_the_first()
    {
        var (a, b) = (Leaf(1), Leaf(1));
        var sum = a + b;
        var doubled = a + sum;
        doubled.Backward();
        Assert.Equal(2, a.Grad!.Item());
        Assert.Equal(1, b.Grad!.Item());
    }

    [Fact]
    public void A_graph_used_twice_is_refused()
    {
        var a = Leaf(2);
        var loss = a.Square();
        loss.Backward();
        var error = Assert.Throws<InvalidOperationException>(() => loss.Backward());
        Assert.Contains("the graph through Square was used before", error.Message);
    }

    [Fact]
    public void A_graph_that_shares_a_used_part_is_refused()
    {
        var a = Leaf(2);
        var shared = a.Square();
        (shared * 3).Backward();
        Assert.Throws<InvalidOperationException>(() => (shared * 2).Backward());
    }

    [Fact]
    public void A_retained_graph_can_be_used_again()
    {
        var a = Leaf(2);
        var loss = a.Square() * 3;
        loss.Backward(retainGraph: true);
        loss.Backward();
        Assert.Equal(24, a.Grad!.Item());
    }

    [Fact]
    public void Ten_thousand_operations_in_a_row_do_not_overflow_the_stack()
    {
        var a = Leaf(1);
        var x = a;
        for (var i = 0; i < 10_000; i++) x += 0.5f;
        (x * 2).Backward();
        Assert.Equal(2, a.Grad!.Item());
    }

    [Fact]
    public void A_value_changed_in_place_is_detected_where_it_is_needed()
    {
        var a = Leaf(2);
        var b = a * 3;
        var loss = b * b;
        b.Fill(1);
        var error = Assert.Throws<InvalidOperationException>(() => loss.Backward());
        Assert.Contains("Multiply needs was changed in place", error.Message);
    }

    [Fact]
    public void A_value_changed_in_place_does_not_matter_where_it_is_not_needed()
    {
        var a = Leaf(2);
        var b = a * 3;
        var loss = b + 1;
        b.Fill(1);
        loss.Backward();
        Assert.Equal(3, a.Grad!.Item());
    }

    [Fact]
    public void NoGrad_and_Detach_leave_no_history()
    {
        var a = Leaf(2);
        using (new NoGrad()) Assert.False(a.Square().RequiresGrad);
        Assert.False((a.Detach() * 2).RequiresGrad);
        (a * a.Detach()).Backward();
        Assert.Equal(2, a.Grad!.Item());
    }

    [Fact]
    public void Backward_from_many_numbers_needs_their_gradient()
    {
        var a = Tensor.Ones([2, 3]);
        a.RequiresGrad = true;
        Assert.Contains("has shape [2, 3]", Assert.Throws<InvalidOperationException>(() => a.Square().Backward()).Message);
        a.Square().Backward(Tensor.Full([2, 3], 0.5f));
        Assert.Equal([1, 1, 1, 1, 1, 1], a.Grad!.ToArray());
        Assert.Throws<ShapeException>(() => a.Square().Backward(Tensor.Ones([3, 2])));
    }

    [Fact]
    public void Backward_without_anything_to_differentiate_says_what_to_do() =>
        Assert.Contains("Set RequiresGrad", Assert.Throws<InvalidOperationException>(() => Tensor.Scalar(1).Backward()).Message);

    [Fact]
    public void The_gradient_of_a_leaf_outlives_the_scope_of_the_step()
    {
        var a = Leaf(2);
        using (new TensorScope()) a.Square().Backward();
        using (new TensorScope()) a.Square().Backward();
        Assert.Equal(8, a.Grad!.Item());
    }

    [Fact]
    public void The_result_of_an_operation_cannot_stop_requiring_a_gradient() =>
        Assert.Throws<InvalidOperationException>(() => (Leaf(1) * 2).RequiresGrad = false);
}
