using DeepLearning.Tensors;

namespace DeepLearning.Recurrent;

/// <summary>One time step of a plain recurrent network: <c>h' = tanh(W_ih x + b_ih + W_hh h + b_hh)</c>.</summary>
/// <remarks>x [N, In], h and h' [N, H]. The layer holds the weights; the node remembers what its step received. Source: Weidman (2019), ch. 6.</remarks>
public sealed class RnnNode(RecurrentParameters parameters)
{
    private Tensor _input = null!, _hidden = null!, _output = null!;

    /// <summary>Computes h'.</summary>
    public Tensor Forward(Tensor input, Tensor hidden)
    {
        (_input, _hidden) = (input, hidden);
        return _output = (parameters.FromInput(input) + parameters.FromHidden(hidden)).Tanh();
    }

    /// <summary>Turns dL/dh' into dL/dx and dL/dh, and adds to the gradients of the weights.</summary>
    public (Tensor Input, Tensor Hidden) Backward(Tensor outputGrad)
    {
        var sumGrad = outputGrad * (1 - _output.Square());
        return parameters.Backward(_input, _hidden, sumGrad, sumGrad);
    }
}
