using DeepLearning.Tensors;

namespace DeepLearning.Optimizers;

/// <summary>Keeps gradients from exploding.</summary>
public static class GradientClipping
{
    /// <summary>Scales all gradients down together so that their norm, √Σ g² over everything, is at most <paramref name="maximum"/>.</summary>
    /// <returns>The norm before.</returns>
    /// <remarks>The direction stays the same. Source: Pascanu, Mikolov and Bengio (2013).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The maximum is not positive.</exception>
    public static float ByNorm(IReadOnlyList<Tensor> parameters, float maximum)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximum);
        double squares = 0;
        foreach (var parameter in parameters)
            if (parameter.Grad is { } grad) squares += grad.Square().Sum().Item();
        var norm = (float)Math.Sqrt(squares);
        if (norm <= maximum) return norm;
        foreach (var parameter in parameters)
            if (parameter.Grad is { } grad) grad.Device.Backend.Affine(grad, maximum / norm, 0, grad);
        return norm;
    }
}
