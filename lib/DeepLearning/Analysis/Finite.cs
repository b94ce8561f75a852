using System.Globalization;
using DeepLearning.Tensors;

namespace DeepLearning.Analysis;

/// <summary>Refuses data that hold a value which is not a number, or whose squares are none.</summary>
internal static class Finite
{
    private const float Most = 1e16f, Least = 1e-16f;

    /// <summary>Throws where squared distances would be infinite or 0 in float32.</summary>
    public static void ThrowUnlessScaled(Tensor x, string operation, string argument)
    {
        var (values, columns) = (x.ToArray(), x.Shape[1]);
        var (low, high) = (values[..columns], values[..columns]);
        for (var i = columns; i < values.Length; i++)
        {
            low[i % columns] = Math.Min(low[i % columns], values[i]);
            high[i % columns] = Math.Max(high[i % columns], values[i]);
        }
        var spread = low.Zip(high, (from, to) => to - from).Max();
        if (spread == 0 || spread is >= Least and <= Most) return;
        throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
            $"{operation}: the columns of '{argument}' spread over {spread:0.#e+0}, and squares of such numbers " +
            $"{(spread > 1 ? "are infinite" : "are 0")} in float32. ") +
            "Scale the data first, for instance with StandardScaler, or divide all of them by one number.", argument);
    }

    public static void ThrowUnless(Tensor x, string operation, string argument)
    {
        var values = x.ToArray();
        var wrong = Array.FindIndex(values, value => !float.IsFinite(value));
        if (wrong >= 0)
            throw new ArgumentException(
                $"{operation}: '{argument}' holds {values[wrong]} in row {wrong / x.Shape[1]}, column {wrong % x.Shape[1]}; every value must be finite.", argument);
    }
}
