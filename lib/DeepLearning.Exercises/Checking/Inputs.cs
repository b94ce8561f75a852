using DeepLearning.Random;
using DeepLearning.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace DeepLearning.Exercises.Checking;

/// <summary>Uneven numbers for the cases of exercises: the same in every run, and made anew for each call, so that no answer can spoil
/// them for the next.</summary>
internal static class Inputs
{
    /// <summary>What an answer is told that nudges where the formula is asked.</summary>
    public const string Nudged =
        "Right, but to a few digits only, as nudging gives them (or float). Here the formula is asked, which is exact: use the chain rule.";

    public static Matrix<double> Doubles(int rows, int columns, int seed) =>
        Matrix<double>.Build.DenseOfArray(new RandomState(seed).Randn(rows, columns));

    public static Tensor Floats(int rows, int columns, int seed) =>
        Tensor.FromArray(new RandomState(seed).Randn(rows, columns));

    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    public static double SigmoidGrad(double x) => Sigmoid(x) * (1 - Sigmoid(x));
}
