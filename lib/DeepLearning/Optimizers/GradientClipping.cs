using DeepLearning.Tensors;

namespace DeepLearning.Optimizers;

/// <summary>Keeps gradients from exploding.</summary>
public static class GradientClipping
{
    /// <summary>Scales all gradients down together so that their norm, √Σ g² over everything, is at most
    /// <paramref name="maximum"/>.</summary>
    /// <returns>The norm before.</returns>
    /// <remarks>The direction stays the same. Source: Pascanu, Mikolov and Bengio (2013).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The maximum is not positive.</exception>
    /// <exception cref="ArithmeticException">A gradient holds an infinity or something that is not a number; nothing is scaled.</exception>
    public static float ByNorm(IReadOnlyList<Tensor> parameters, float maximum)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximum);
        double squares = 0;
        foreach (var parameter in parameters)
            if (parameter.Grad is { } grad) squares += grad.Square().Sum().Item();
        var exact = double.IsFinite(squares) ? Math.Sqrt(squares) : NormOfLarge(parameters);
        var norm = (float)exact;
        if (norm <= maximum) return norm;
        var scale = float.IsFinite(norm) ? maximum / norm : (float)(maximum / exact);
        foreach (var parameter in parameters)
            if (parameter.Grad is { } grad) grad.Device.Backend.Affine(grad, scale, 0, grad);
        return norm;
    }

    // Squares of numbers above 1e19 are too large for a float; those of a double are not.
    private static double NormOfLarge(IReadOnlyList<Tensor> parameters)
    {
        double squares = 0;
        for (var i = 0; i < parameters.Count; i++)
        {
            if (parameters[i].Grad is not { } grad) continue;
            foreach (var g in grad.ToArray())
                squares += float.IsFinite(g) ? (double)g * g : throw new ArithmeticException(
                    $"GradientClipping.ByNorm: the gradient of parameter {i}, of shape {grad.Shape}, holds {g}. Look for the step " +
                    "before it: a loss that is no longer a number, or a rate that is too high.");
        }
        return Math.Sqrt(squares);
    }
}
