using System.Globalization;

namespace DeepLearning.Analysis;

/// <summary>One entry of a gradient that a finite difference does not confirm.</summary>
/// <param name="Entry">Which one, such as <c>Conv2D.InputGrad[1,0,2,3]</c>.</param>
/// <param name="Got">What the backward pass says.</param>
/// <param name="FiniteDifference">What moving the number a little to both sides says.</param>
/// <param name="Tolerance">How far apart they may be, relative to the size of the gradient.</param>
public sealed record GradientMismatch(string Entry, double Got, double FiniteDifference, double Tolerance)
{
    /// <summary><c>Conv2D.InputGrad[1,0,2,3]: got 0.4127, finite difference 0.3981 (tolerance 1e-3)</c></summary>
    public override string ToString() => $"{Entry}: got {Number(Got)}, finite difference {Number(FiniteDifference)} (tolerance {Scientific(Tolerance)})";

    internal static string Number(double value) => value.ToString(Math.Abs(value) is 0 or >= 1e-3 and < 1e6 ? "0.0000" : "0.0000e+0", CultureInfo.InvariantCulture);

    internal static string Scientific(double value) => value.ToString("0.#e-0", CultureInfo.InvariantCulture);
}
