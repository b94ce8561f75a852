using DeepLearning.Tensors;

namespace DeepLearning.Analysis;

/// <summary>Refuses data that hold a value which is not a number.</summary>
internal static class Finite
{
    public static void ThrowUnless(Tensor x, string operation, string argument)
    {
        var values = x.ToArray();
        var wrong = Array.FindIndex(values, value => !float.IsFinite(value));
        if (wrong >= 0)
            throw new ArgumentException(
                $"{operation}: '{argument}' holds {values[wrong]} in row {wrong / x.Shape[1]}, column {wrong % x.Shape[1]}; every value must be finite.", argument);
    }
}
