using DeepLearning.Tensors;

namespace DeepLearning.Data;

/// <summary>Class numbers as rows that are 0 but for a 1 at the class.</summary>
public static class OneHot
{
    /// <summary>A row for each label [N, classes].</summary>
    /// <param name="labels">Class numbers from 0 to <paramref name="classes"/> − 1.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <exception cref="ArgumentException">A label is not one of the classes.</exception>
    public static Tensor Encode(IReadOnlyList<int> labels, int classes)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        Shape shape = [labels.Count, classes];
        var values = new float[shape.Size];
        for (int i = 0; i < labels.Count; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
                throw new ArgumentException($"OneHot.Encode: label {i} is {labels[i]}; expected 0 to {classes - 1}.", nameof(labels));
            values[i * classes + labels[i]] = 1;
        }
        return Tensor.FromArray(values, shape);
    }
}
