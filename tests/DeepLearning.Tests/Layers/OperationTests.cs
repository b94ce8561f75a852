using DeepLearning.Analysis;
using DeepLearning.Layers;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Layers;

public class OperationTests
{
    private static readonly Dictionary<string, Operation> Operations = new Operation[]
    {
        new WeightMultiply(Draw.Normal([3, 5], 1)), new BiasAdd(Draw.Normal([1, 3], 1)), new Sigmoid(), new Identity(),
    }.ToDictionary(operation => operation.Name);

    public static TheoryData<string> Names => [.. Operations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_match_central_differences(string name)
    {
        var operation = Operations[name];
        var report = GradientCheck.Of(operation, Draw.Normal([4, 3]));
        Assert.True(report.Passed, report.Message);
        Assert.Equal(1 + operation.Parameters.Count, report.Gradients.Count);
    }

    [Fact]
    public void A_product_of_two_matrices_by_hand()
    {
        var multiply = new WeightMultiply(Tensor.FromArray([1, 2, 3, 4, 5, 6], [2, 3]));
        Assert.Equal([9, 12, 15], multiply.Forward(Tensor.FromArray([1, 2], [1, 2])).ToArray());
        Assert.Equal([4, 10], multiply.Backward(Tensor.FromArray([1, 0, 1], [1, 3])).ToArray());
        Assert.Equal([1, 0, 1, 2, 0, 2], multiply.Parameter.Grad!.ToArray());
    }

    [Fact]
    public void A_bias_collects_the_gradients_of_all_rows()
    {
        var add = new BiasAdd(Tensor.FromArray([10, 20], [1, 2]));
        Assert.Equal([11, 22, 13, 24], add.Forward(Tensor.FromArray([1, 2, 3, 4], [2, 2])).ToArray());
        Assert.Equal([1, 2, 3, 4], add.Backward(Tensor.FromArray([1, 2, 3, 4], [2, 2])).ToArray());
        Assert.Equal([4, 6], add.Parameter.Grad!.ToArray());
    }

    [Fact]
    public void A_second_backward_pass_replaces_the_gradient_of_the_first()
    {
        var add = new BiasAdd(Tensor.Zeros([1, 2]));
        add.Forward(Tensor.Zeros([2, 2]));
        add.Backward(Tensor.Ones([2, 2]));
        add.Backward(Tensor.Ones([2, 2]));
        Assert.Equal([2, 2], add.Parameter.Grad!.ToArray());
    }

    [Fact]
    public void Backward_before_forward_is_refused()
    {
        var message = Assert.Throws<InvalidOperationException>(() => new Sigmoid().Backward(Tensor.Ones([1, 1]))).Message;
        Assert.Equal("Sigmoid.Backward: call Forward first. A gradient is the slope at a point, and that point is the input of the " +
            "last Forward.", message);
    }

    [Fact]
    public void An_output_gradient_of_another_shape_than_the_output_is_refused()
    {
        var sigmoid = new Sigmoid();
        sigmoid.Forward(Tensor.Ones([2, 3]));
        Assert.Equal("Sigmoid.Backward: 'outputGrad' has shape [3, 2]; expected [2, 3].",
            Assert.Throws<ShapeException>(() => sigmoid.Backward(Tensor.Ones([3, 2]))).Message);
    }

    [Fact]
    public void An_input_gradient_of_another_shape_than_the_input_is_refused()
    {
        var broken = new Transposing();
        broken.Forward(Tensor.Ones([2, 3]));
        Assert.Equal("Transposing.Backward: 'inputGrad' has shape [3, 2]; expected [2, 3].",
            Assert.Throws<ShapeException>(() => broken.Backward(Tensor.Ones([2, 3]))).Message);
    }

    [Fact]
    public void A_parameter_gradient_of_another_shape_than_the_parameter_is_refused()
    {
        var broken = new SummingNothing();
        broken.Forward(Tensor.Ones([2, 3]));
        Assert.Equal("SummingNothing.Backward: 'parameterGrad' has shape [2, 3]; expected [1, 3].",
            Assert.Throws<ShapeException>(() => broken.Backward(Tensor.Ones([2, 3]))).Message);
    }

    [Fact]
    public void Inputs_of_the_wrong_shape_are_refused_with_the_shape_that_is_needed()
    {
        Assert.Equal("WeightMultiply.Forward: 'input' has shape [5, 7]; expected [*, 4].",
            Assert.Throws<ShapeException>(() => new WeightMultiply(Tensor.Ones([4, 2])).Forward(Tensor.Ones([5, 7]))).Message);
        Assert.Equal("BiasAdd.Forward: 'input' has shape [5, 1]; expected [*, 4].",
            Assert.Throws<ShapeException>(() => new BiasAdd(Tensor.Ones([1, 4])).Forward(Tensor.Ones([5, 1]))).Message);
        Assert.Equal("WeightMultiply: 'weight' has shape [4]; expected [*, *].",
            Assert.Throws<ShapeException>(() => new WeightMultiply(Tensor.Ones([4]))).Message);
        Assert.Equal("BiasAdd: 'bias' has shape [4]; expected [1, *].",
            Assert.Throws<ShapeException>(() => new BiasAdd(Tensor.Ones([4]))).Message);
    }

    [Fact]
    public void A_parameter_refuses_a_gradient_of_another_shape_and_says_what_it_is()
    {
        var parameter = new Parameter(Tensor.Ones([2, 3]), "weight");
        Assert.Equal("weight [2, 3]", parameter.ToString());
        Assert.Null(parameter.Grad);
        Assert.Equal("Parameter.Grad: 'value' has shape [3]; expected [2, 3].",
            Assert.Throws<ShapeException>(() => parameter.Grad = Tensor.Ones([3])).Message);
    }

    private sealed class Transposing : Operation
    {
        protected override Tensor Output(Tensor input) => input;

        protected override Tensor InputGrad(Tensor outputGrad) => outputGrad.Transpose();
    }

    private sealed class SummingNothing() : ParameterOperation(Tensor.Zeros([1, 3]))
    {
        protected override Tensor Output(Tensor input) => input + Parameter.Value;

        protected override Tensor InputGrad(Tensor outputGrad) => outputGrad;

        protected override Tensor ParameterGrad(Tensor outputGrad) => outputGrad;
    }
}
