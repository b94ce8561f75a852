namespace DeepLearning.Training;

/// <summary>A training went out of bounds: its loss is infinite or not a number.</summary>
/// <remarks>Made by <see cref="LossCheck"/>. The message names the step, the layer in which the first such number stands, and what to try.</remarks>
public sealed class DivergenceException : InvalidOperationException
{
    internal DivergenceException(string message, int step, float loss, string place) : base(message) => (Step, Loss, Place) = (step, loss, place);

    /// <summary>The step, counted from 1, whose loss was not a finite number.</summary>
    public int Step { get; }

    /// <summary>That loss: infinite, or not a number.</summary>
    public float Loss { get; }

    /// <summary>Where the first number that is not finite was found, such as <c>the parameter 'weight' of layer 2 (Dense, Tanh)</c>.</summary>
    public string Place { get; }
}
