using System.Globalization;
using System.Text;

namespace DeepLearning.Tensors;

public sealed partial class Tensor
{
    /// <summary>Shape and elements, four decimals, long axes shortened in the middle.</summary>
    public override string ToString()
    {
        if (Storage.IsReleased) return $"Tensor {Shape} (its TensorScope has ended)";
        var values = ToArray();
        if (Rank == 0) return Number(values[0]);
        var text = new StringBuilder($"Tensor {Shape}{(Device == Device.Cpu ? "" : $" on {Device}")}\n");
        Append(text, values, 0, 0, 0);
        return text.ToString();
    }

    private void Append(StringBuilder text, float[] values, int axis, int offset, int indent)
    {
        const int Edge = 4;
        var (length, last) = (Shape[axis], axis == Rank - 1);
        var stride = (int)Product(Shape.AsSpan()[(axis + 1)..]);
        text.Append('[');
        for (var i = 0; i < length; i++)
        {
            if (i > 0) text.Append(last ? ", " : ",\n" + new string(' ', indent + 1));
            if (length > 3 * Edge && i == Edge)
            {
                text.Append('…').Append(last ? ", " : "\n" + new string(' ', indent + 1));
                i = length - Edge;
            }
            if (last) text.Append(Number(values[offset + i]).PadLeft(8));
            else Append(text, values, axis + 1, offset + i * stride, indent + 1);
        }
        text.Append(']');
    }

    private static string Number(float value) =>
        MathF.Abs(value) is >= 1e5f or (> 0 and < 1e-4f) ? value.ToString("0.###e+00",
            CultureInfo.InvariantCulture) : value.ToString("0.0000", CultureInfo.InvariantCulture);
}
