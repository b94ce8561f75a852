using DeepLearning.Losses;
using DeepLearning.Tensors;

namespace DeepLearning.Autograd;

/// <summary>Operations on tensors that a backend computes in one piece, recorded like the tensor's own.</summary>
public static class Functional
{
    /// <summary>Convolution of images with filters (not turned around).</summary>
    /// <remarks>input [N, C, H, W]; filters [O, C, KH, KW]; bias [O] or null; result [N, O, (H + 2·padding − KH) / stride + 1,
    /// …].</remarks>
    /// <exception cref="ShapeException">The shapes do not belong together, or a filter does not fit into the padded image.</exception>
    public static Tensor Conv2d(Tensor input, Tensor filters, Tensor? bias = null, int stride = 1, int padding = 0)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(filters);
        ShapeException.ThrowUnless(filters.Shape, [Dim.Any, Dim.Any, Dim.Any, Dim.Any], "Conv2d", nameof(filters));
        ShapeException.ThrowUnless(input.Shape, [Dim.Any, filters.Shape[1], Dim.Any, Dim.Any], "Conv2d", nameof(input));
        if (bias is not null) ShapeException.ThrowUnless(bias.Shape, [filters.Shape[0]], "Conv2d", nameof(bias));
        var result = Tensor.Uninitialized(
            [input.Shape[0], filters.Shape[0], Length(input, 2, filters.Shape[2], stride, padding, "Conv2d"),
                Length(input, 3, filters.Shape[3], stride, padding, "Conv2d")], input.Device);
        input.Backend.Convolve(input, filters, bias, stride, padding, result);
        Tensor[] inputs = bias is null ? [input, filters] : [input, filters, bias];
        return Tensor.Records(inputs) ? Record() : result;

        Tensor Record() => result.RecordedAs("Conv2d", inputs, [input, filters], grad =>
        {
            if (filters.RequiresGrad || bias?.RequiresGrad == true)
            {
                var filterGrad = Like(filters);
                var biasGrad = bias is null ? null : Like(bias);
                grad.Backend.ConvolveFilterGrad(input, grad, stride, padding, filterGrad, biasGrad, accumulate: false);
                filters.AddGrad(filterGrad);
                if (biasGrad is not null) bias!.AddGrad(biasGrad);
            }
            if (!input.RequiresGrad) return;
            var inputGrad = Like(input);
            grad.Backend.ConvolveInputGrad(grad, filters, stride, padding, inputGrad);
            input.AddGrad(inputGrad);
        });
    }

    /// <summary>The largest value of each window of size × size: [N, C, H, W] to [N, C, (H + 2·padding − size) / stride + 1, …].</summary>
    /// <param name="input">The images.</param>
    /// <param name="size">Side of a window.</param>
    /// <param name="stride">How far windows are apart; 0 stands for <paramref name="size"/>.</param>
    /// <param name="padding">Rows and columns added around, which never win.</param>
    /// <exception cref="ShapeException">Not four axes, or a window does not fit.</exception>
    public static Tensor MaxPool2d(Tensor input, int size, int stride = 0, int padding = 0)
    {
        stride = stride == 0 ? size : stride;
        var result = Pooled(input, size, stride, padding, "MaxPool2d");
        input.Backend.MaxPool(input, size, stride, padding, result);
        return Tensor.Records(input) ? Record() : result;

        Tensor Record() => result.RecordedAs("MaxPool2d", [input], [input], grad =>
        {
            var inputGrad = Like(input);
            grad.Backend.MaxPoolGrad(input, grad, size, stride, padding, inputGrad);
            input.AddGrad(inputGrad);
        });
    }

    /// <summary>The mean of each window of size × size: [N, C, H, W] to [N, C, (H + 2·padding − size) / stride + 1, …].</summary>
    /// <param name="input">The images.</param>
    /// <param name="size">Side of a window.</param>
    /// <param name="stride">How far windows are apart; 0 stands for <paramref name="size"/>.</param>
    /// <param name="padding">Zeros added around, which count.</param>
    /// <exception cref="ShapeException">Not four axes, or a window does not fit.</exception>
    public static Tensor AvgPool2d(Tensor input, int size, int stride = 0, int padding = 0)
    {
        stride = stride == 0 ? size : stride;
        var result = Pooled(input, size, stride, padding, "AvgPool2d");
        input.Backend.AveragePool(input, size, stride, padding, result);
        return Tensor.Records(input) ? Record() : result;

        Tensor Record() => result.RecordedAs("AvgPool2d", [input], [], grad =>
        {
            var inputGrad = Like(input);
            grad.Backend.AveragePoolGrad(grad, size, stride, padding, inputGrad);
            input.AddGrad(inputGrad);
        });
    }

    /// <summary>Drops each element with a probability of p and scales the others by 1 / (1 − p).</summary>
    /// <param name="input">Any tensor.</param>
    /// <param name="seed">Which elements are dropped depends on it and on their place only.</param>
    /// <param name="p">The probability to be dropped, at least 0 and below 1.</param>
    public static Tensor Dropout(Tensor input, uint seed, float p)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegative(p);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(p, 1);
        if (p == 0) return input;
        var mask = Like(input);
        mask.Backend.DropoutMask(seed, 1 - p, mask);
        return input * mask;
    }

    /// <summary>Normalises each channel of a batch to mean 0 and variance 1, then scales and shifts it.</summary>
    /// <remarks>input [N, C, …]; scale and shift [C]. Also gives mean and variance (divided by the count) of each channel [C].</remarks>
    internal static (Tensor Result, Tensor Mean, Tensor Variance) BatchNorm(Tensor input, Tensor scale, Tensor shift, float epsilon)
    {
        var (mean, variance, result) = (Like(scale), Like(scale), Like(input));
        input.Backend.ChannelStatistics(input, mean, variance);
        input.Backend.Normalize(input, mean, variance, epsilon, scale, shift, result);
        return (Tensor.Records([input, scale, shift]) ? Record() : result, mean, variance);

        Tensor Record() => result.RecordedAs("BatchNorm", [input, scale, shift], [input, scale], grad =>
        {
            var (inputGrad, scaleGrad, shiftGrad) = (Like(input), Like(scale), Like(shift));
            grad.Backend.NormalizeGrad(input, mean, variance, epsilon, scale, grad, inputGrad, scaleGrad, shiftGrad);
            input.AddGrad(inputGrad);
            scale.AddGrad(scaleGrad);
            shift.AddGrad(shiftGrad);
        });
    }

    /// <summary>Normalises each row to mean 0 and variance 1, then scales and shifts it.</summary>
    /// <remarks>input [.., W]; scale and shift [W].</remarks>
    internal static Tensor LayerNorm(Tensor input, Tensor scale, Tensor shift, float epsilon)
    {
        var (normalized, result) = (Like(input), Like(input));
        var inverse = Tensor.Uninitialized([input.Size / Math.Max(1, scale.Size)], input.Device);
        input.Backend.LayerNorm(input, epsilon, scale, shift, normalized, inverse, result);
        return Tensor.Records([input, scale, shift]) ? Record() : result;

        Tensor Record() => result.RecordedAs("LayerNorm", [input, scale, shift], [scale], grad =>
        {
            var (inputGrad, scaleGrad, shiftGrad) = (Like(input), Like(scale), Like(shift));
            grad.Backend.LayerNormGrad(normalized, inverse, scale, grad, inputGrad, scaleGrad, shiftGrad);
            input.AddGrad(inputGrad);
            scale.AddGrad(scaleGrad);
            shift.AddGrad(shiftGrad);
        });
    }

    /// <summary>Softmax of each row: positive numbers that sum to 1, without overflow.</summary>
    /// <remarks>input [.., N, M].</remarks>
    /// <exception cref="ShapeException">Fewer than two axes.</exception>
    public static Tensor Softmax(Tensor input) => Softmax(input, "Softmax", (x, result) => x.Backend.Softmax(x, result));

    /// <summary>Softmax of each row over the columns that are not ahead of it; those ahead become 0.</summary>
    /// <remarks>input [.., T, S] with S ≥ T: the last T of S positions look back. Row i sees columns 0 … i + S − T.</remarks>
    /// <exception cref="ShapeException">Fewer than two axes, or more rows than columns.</exception>
    public static Tensor CausalSoftmax(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank >= 2 && input.Shape[^2] > input.Shape[^1])
            throw new ShapeException($"CausalSoftmax: 'input' has shape {input.Shape}: {input.Shape[^2]} positions cannot be the last " +
                $"of {input.Shape[^1]}.");
        return Softmax(input, "CausalSoftmax", (x, result) => x.Backend.CausalSoftmax(x, result));
    }

    private static Tensor Softmax(Tensor input, string operation, Action<Tensor, Tensor> compute)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank < 2) ShapeException.ThrowUnless(input.Shape, [Dim.Any, Dim.Any], operation, nameof(input));
        var result = Like(input);
        compute(input, result);
        if (!Tensor.Records(input)) return result;
        var output = result.Detach();
        return result.RecordedAs(operation, [input], [output], grad =>
        {
            var inputGrad = Like(input);
            grad.Backend.SoftmaxGrad(output, grad, inputGrad);
            input.AddGrad(inputGrad);
        });
    }

    /// <summary>Mean over the rows of the cross-entropy between softmax(logits) and targets, <c>−Σ t · ln softmax(x) / N</c>.</summary>
    /// <remarks>logits and targets [N, M], each row of targets a distribution (usually one-hot). Targets may need a gradient, too: <c>−ln
    /// softmax(x) / N</c>.</remarks>
    /// <exception cref="ShapeException">The shapes differ or are not two axes.</exception>
    public static Tensor CrossEntropy(Tensor logits, Tensor targets)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ArgumentNullException.ThrowIfNull(targets);
        ShapeException.ThrowUnless(logits.Shape, [Dim.Any, Dim.Any], "CrossEntropy", nameof(logits));
        ClassTargets.ThrowUnlessRows(targets, logits, "CrossEntropy", nameof(targets));
        var (losses, logitsGrad) = Rows(logits);
        logits.Backend.SoftmaxCrossEntropy(logits, targets, 1f / logits.Shape[0], losses, logitsGrad);
        return MeanOf(losses, logits, logitsGrad, targets);
    }

    /// <summary>As above, where each row has one right class.</summary>
    /// <remarks>logits [N, M]; labels: N numbers from 0 to M − 1.</remarks>
    /// <exception cref="ShapeException">The logits do not have two axes, or another number of rows than there are labels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    public static Tensor CrossEntropy(Tensor logits, ReadOnlySpan<int> labels)
    {
        ArgumentNullException.ThrowIfNull(logits);
        ClassTargets.ThrowUnlessLabels(labels.Length, logits, "CrossEntropy");
        foreach (var label in labels)
            if ((uint)label >= (uint)logits.Shape[1])
                throw new ArgumentOutOfRangeException(nameof(labels),
                    $"CrossEntropy: label {label} is not a class from 0 to {logits.Shape[1] - 1}.");
        var (losses, logitsGrad) = Rows(logits);
        logits.Backend.SoftmaxCrossEntropy(logits, labels, 1f / logits.Shape[0], losses, logitsGrad);
        return MeanOf(losses, logits, logitsGrad);
    }

    private static (Tensor Losses, Tensor? Grad) Rows(Tensor logits) =>
        (Tensor.Uninitialized([logits.Shape[0]], logits.Device), Tensor.Records(logits) ? Like(logits) : null);

    private static Tensor MeanOf(Tensor losses, Tensor logits, Tensor? logitsGrad, Tensor? targets = null)
    {
        var mean = losses.Mean();
        if (targets is not null && Tensor.Records(targets))
            return mean.RecordedAs("CrossEntropy", [logits, targets], [logits], grad =>
            {
                if (logitsGrad is not null) logits.AddGrad(Scaled(logitsGrad, grad));
                var logarithms = Like(logits);
                logits.Backend.LogSoftmax(logits, logarithms);
                targets.AddGrad(logarithms * -grad.Item() / logits.Shape[0]);
            });
        return logitsGrad is null ? mean : mean.RecordedAs("CrossEntropy", [logits], [], grad => logits.AddGrad(Scaled(logitsGrad, grad)));
    }

    // At the end of a network the gradient is 1, and nothing has to be multiplied.
    private static Tensor Scaled(Tensor x, Tensor grad) => grad.Item() is var scale && scale == 1 ? x : x * scale;

    private static Tensor Pooled(Tensor input, int size, int stride, int padding, string operation)
    {
        ArgumentNullException.ThrowIfNull(input);
        ShapeException.ThrowUnless(input.Shape, [Dim.Any, Dim.Any, Dim.Any, Dim.Any], operation, nameof(input));
        if (padding > size / 2)
            throw new ArgumentOutOfRangeException(nameof(padding),
                $"{operation}: a padding of {padding} would make windows of size {size} that hold nothing else.");
        return Tensor.Uninitialized(
            [input.Shape[0], input.Shape[1], Length(input, 2, size, stride, padding, operation),
                Length(input, 3, size, stride, padding, operation)], input.Device);
    }

    /// <summary>(n + 2·padding − size) / stride + 1, rounded down.</summary>
    private static int Length(Tensor input, int axis, int size, int stride, int padding, string operation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stride);
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        var room = input.Shape[axis] + 2L * padding - size;
        if (room < 0) throw new ShapeException($"{operation}: a window of {size} does not fit into axis {axis} of input {input.Shape} " +
            $"with padding {padding}.");
        if (input.Shape[axis] + 2L * padding > int.MaxValue)
            throw new ShapeException($"{operation}: axis {axis} of input {input.Shape} with a padding of {padding} is longer than " +
                $"{int.MaxValue}.");
        return (int)(room / stride) + 1;
    }

    private static Tensor Like(Tensor x) => Tensor.Uninitialized(x.Shape, x.Device);
}
