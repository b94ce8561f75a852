using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Benchmarks.Torch;

/// <summary>What is timed.</summary>
internal abstract class Step : IDisposable
{
    public abstract void Run();

    public abstract void Dispose();
}

/// <summary>A training step on one batch: forward, loss, backward, optimizer.</summary>
internal sealed class Training(
    nn.Module<Tensor, Tensor> model, optim.Optimizer optimizer, Func<Tensor, Tensor, Tensor> loss, Tensor x, Tensor y) : Step
{
    private readonly Parameter[] _parameters = [.. model.parameters()];

    public long Parameters => _parameters.Sum(parameter => parameter.numel());

    public override void Run()
    {
        using var scope = NewDisposeScope();
        // As PyTorch does it by default since 2.0; TorchSharp's zero_grad fills the gradients with zeros, and backward then adds to them.
        foreach (var parameter in _parameters) parameter.grad = null;
        loss(model.call(x), y).backward();
        optimizer.step();
    }

    /// <summary>Draws all weights anew, from -0.05 to 0.05; biases and what scales a normalisation stay.</summary>
    public void Redraw()
    {
        using var gradients = no_grad();
        foreach (var parameter in _parameters.Where(parameter => parameter.dim() > 1)) parameter.uniform_(-0.05, 0.05);
    }

    /// <summary>The loss as things stand.</summary>
    public double Loss()
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        return loss(model.call(x), y).item<float>();
    }

    public override void Dispose()
    {
        foreach (IDisposable part in (IDisposable[])[optimizer, model, x, y]) part.Dispose();
    }
}

/// <summary>A product of square matrices into one that is there already.</summary>
internal sealed class Product(int size) : Step
{
    private readonly Tensor _a = randn(size, size), _b = randn(size, size), _c = zeros(size, size);

    public override void Run() => _c.addmm_(_a, _b, beta: 0, alpha: 1);

    public override void Dispose()
    {
        foreach (var matrix in (Tensor[])[_a, _b, _c]) matrix.Dispose();
    }
}
