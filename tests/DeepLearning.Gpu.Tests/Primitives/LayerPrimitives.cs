using DeepLearning.Tensors;

namespace DeepLearning.Gpu.Tests.Primitives;

/// <summary>Products, convolutions, pooling, softmax, normalisation, recurrent steps and optimizer steps.</summary>
internal static class LayerPrimitives
{
    public static IEnumerable<Primitive> All()
    {
        foreach (var (m, n, k) in new[] { (3, 5, 7), (1, 1, 1), (17, 19, 33), (40, 37, 35), (70, 66, 9), (5, 6, 300) })
            for (var flags = 0; flags < 8; flags++)
            {
                var (ta, tb, add) = ((flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0);
                if (add && m != 17) continue;
                yield return new("MatMul", [ta ? [k, m] : [m, k], tb ? [n, k] : [k, n], [m, n]], (b, t) => b.MatMul(t[0], ta, t[1], tb, t[2], add));
            }
        foreach (var (m, n, k) in new[] { (16, 12, 20), (40, 36, 20), (72, 68, 12) })
            for (var flags = 0; flags < 4; flags++)
            {
                var (ta, tb) = ((flags & 1) != 0, (flags & 2) != 0);
                yield return new("MatMul", [ta ? [k, m] : [m, k], tb ? [n, k] : [k, n], [m, n]], (b, t) => b.MatMul(t[0], ta, t[1], tb, t[2], false), Before: 8);
            }
        Shape pictures = [1, 4, 8, 6], taps = [36, 4, 3, 3], maps = [1, 36, 8, 6];
        yield return new("Convolve", [pictures, taps, [36], maps], (b, t) => b.Convolve(t[0], t[1], t[2], 1, 1, t[3]), Before: 8);
        yield return new("ConvolveInputGrad", [maps, taps, pictures], (b, t) => b.ConvolveInputGrad(t[0], t[1], 1, 1, t[2]), Before: 8);
        yield return new("ConvolveFilterGrad", [pictures, maps, taps, [36]], (b, t) => b.ConvolveFilterGrad(t[0], t[1], 1, 1, t[2], t[3], true), Before: 8);
        yield return new("MatMul", [[5, 300], [6, 300], [6], [5, 6]], (b, t) => b.MatMul(t[0], new RightFactor(t[1], IsTransposed: true), t[2], t[3]));
        yield return new("MatMul", [[5, 7], [7, 6], [5, 6]], (b, t) => b.MatMul(t[0], b.Prepare(t[1], transposeB: false), t[2], accumulate: true));
        yield return new("MatMul", [[131, 20], [20, 135], [131, 135]], (b, t) => b.MatMul(t[0], false, t[1], false, t[2], false));
        foreach (var (stride, padding) in new[] { (1, 0), (1, 2), (2, 1), (3, 0) })
        {
            // Images of 7 × 9, filters of 3 × 2.
            var (height, width) = ((7 + 2 * padding - 3) / stride + 1, (9 + 2 * padding - 2) / stride + 1);
            Shape images = [2, 3, 7, 9], filters = [4, 3, 3, 2], results = [2, 4, height, width];
            yield return new("Convolve", [images, filters, [4], results], (b, t) => b.Convolve(t[0], t[1], t[2], stride, padding, t[3]));
            yield return new("Convolve", [images, filters, results], (b, t) => b.Convolve(t[0], t[1], null, stride, padding, t[2]));
            yield return new("ConvolveInputGrad", [results, filters, images], (b, t) => b.ConvolveInputGrad(t[0], t[1], stride, padding, t[2]));
            foreach (var add in new[] { false, true })
                yield return new("ConvolveFilterGrad", [images, results, filters, [4]], (b, t) => b.ConvolveFilterGrad(t[0], t[1], stride, padding, t[2], t[3], add));
            yield return new("ConvolveFilterGrad", [images, results, filters], (b, t) => b.ConvolveFilterGrad(t[0], t[1], stride, padding, t[2], null, false));
        }
        yield return new("ConvolveFilterGrad", [[3, 2, 12, 12], [3, 4, 12, 12], [4, 2, 3, 3], [4]], (b, t) => b.ConvolveFilterGrad(t[0], t[1], 1, 1, t[2], t[3], true));
        foreach (var (size, stride, padding) in new[] { (2, 2, 0), (3, 2, 1), (3, 1, 1), (2, 3, 0) })
        {
            Shape images = [2, 3, 7, 9], results = [2, 3, (7 + 2 * padding - size) / stride + 1, (9 + 2 * padding - size) / stride + 1];
            yield return new("MaxPool", [images, results], (b, t) => b.MaxPool(t[0], size, stride, padding, t[1]));
            yield return new("MaxPoolGrad", [images, results, images], (b, t) => b.MaxPoolGrad(t[0], t[1], size, stride, padding, t[2]));
            yield return new("AveragePool", [images, results], (b, t) => b.AveragePool(t[0], size, stride, padding, t[1]));
            yield return new("AveragePoolGrad", [results, images], (b, t) => b.AveragePoolGrad(t[0], size, stride, padding, t[1]));
        }
        foreach (var (m, n, k) in new[] { (3, 5, 7), (1, 1, 1), (18, 17, 33) })
            for (var flags = 0; flags < 4; flags++)
            {
                var (ta, tb) = ((flags & 1) != 0, (flags & 2) != 0);
                yield return new("MatMulBatch", [ta ? [2, 3, k, m] : [2, 3, m, k], tb ? [2, 3, n, k] : [2, 3, k, n], [2, 3, m, n]], (b, t) => b.MatMulBatch(t[0], ta, t[1], tb, t[2], m == 3));
            }
        foreach (var (rows, columns) in new[] { (1, 1), (5, 5), (3, 20), (18, 18) })
            yield return new("CausalSoftmax", [[2, rows, columns], [2, rows, columns]], (b, t) => b.CausalSoftmax(t[0], t[1]));
        foreach (var width in new[] { 1, 7, 37 })
        {
            Shape x = [2, 3, width], w = [width];
            yield return new("LayerNorm", [x, w, w, x, [6], x], (b, t) => b.LayerNorm(t[0], 1e-5f, t[1], t[2], t[3], t[4], t[5]), IsPositive: true);
            yield return new("LayerNormGrad", [x, [6], w, x, x, w, w], (b, t) => b.LayerNormGrad(t[0], t[1], t[2], t[3], t[4], t[5], t[6]), IsPositive: true);
        }
        foreach (var columns in new[] { 1, 5, 41 })
        {
            Shape rows = [3, columns];
            yield return new("Softmax", [rows, rows], (b, t) => b.Softmax(t[0], t[1]));
            yield return new("Softmax", [rows], (b, t) => b.Softmax(t[0], t[0]));
            yield return new("LogSoftmax", [rows, rows], (b, t) => b.LogSoftmax(t[0], t[1]));
            yield return new("SoftmaxGrad", [rows, rows, rows], (b, t) => b.SoftmaxGrad(t[0], t[1], t[2]));
            yield return new("SoftmaxCrossEntropy", [rows, rows, [3], rows], (b, t) => b.SoftmaxCrossEntropy(t[0], t[1], 0.5f, t[2], t[3]), IsPositive: true);
            yield return new("SoftmaxCrossEntropy", [rows, rows, [3]], (b, t) => b.SoftmaxCrossEntropy(t[0], t[1], 0.5f, t[2], null), IsPositive: true);
            yield return new("SoftmaxCrossEntropy", [rows, [3], rows], (b, t) => b.SoftmaxCrossEntropy(t[0], [0, columns - 1, columns / 2], 0.5f, t[1], t[2]));
            yield return new("SoftmaxCrossEntropy", [rows, [3]], (b, t) => b.SoftmaxCrossEntropy(t[0], [0, columns - 1, columns / 2], 0.5f, t[1], null));
        }
        foreach (Shape batch in (Shape[])[[5, 3], [4, 3, 2, 5], [2, 3, 7]])
        {
            yield return new("ChannelStatistics", [batch, [3], [3]], (b, t) => b.ChannelStatistics(t[0], t[1], t[2]));
            yield return new("Normalize", [batch, [3], [3], [3], [3], batch], (b, t) => b.Normalize(t[0], t[1], t[2], 1e-5f, t[3], t[4], t[5]), IsPositive: true);
            yield return new("NormalizeGrad", [batch, [3], [3], [3], batch, batch, [3], [3]], (b, t) =>
            {
                b.ChannelStatistics(t[0], t[1], t[2]);
                b.NormalizeGrad(t[0], t[1], t[2], 1e-5f, t[3], t[4], t[5], t[6], t[7]);
            });
        }
        foreach (var seed in new[] { 0u, 17u, uint.MaxValue }) yield return new("DropoutMask", [[13, 11]], (b, t) => b.DropoutMask(seed, 0.7f, t[0]));
        Shape h = [3, 5];
        yield return new("LstmStep", [[3, 20], h, h, h, h], (b, t) => b.LstmStep(t[0], t[1], t[2], t[3], t[4]));
        yield return new("LstmStepGrad", [[3, 20], h, h, h, h, [3, 20]], (b, t) => b.LstmStepGrad(t[0], t[1], t[2], t[3], t[4], t[5]));
        yield return new("GruStep", [[3, 15], [3, 15], h, h], (b, t) => b.GruStep(t[0], t[1], t[2], t[3]));
        yield return new("GruStepGrad", [[3, 15], [3, 15], h, h, [3, 15], [3, 15]], (b, t) => b.GruStepGrad(t[0], t[1], t[2], t[3], t[4], t[5]));
        yield return new("SgdStep", [h, h], (b, t) => b.SgdStep(t[0], t[1], 0.1f));
        yield return new("MomentumStep", [h, h, h], (b, t) => b.MomentumStep(t[0], t[1], t[2], 0.9f, 0.1f, 1, false));
        yield return new("MomentumStep", [h, h, h], (b, t) => b.MomentumStep(t[0], t[1], t[2], 0.9f, 1, 0.1f, true));
        yield return new("AdaGradStep", [h, h, h], (b, t) => b.AdaGradStep(t[0], t[1], t[2], 0.1f, 1e-8f), IsPositive: true);
        yield return new("RmsPropStep", [h, h, h], (b, t) => b.RmsPropStep(t[0], t[1], t[2], 0.1f, 0.9f, 1e-8f), IsPositive: true);
        yield return new("AdamStep", [h, h, h, h], (b, t) => b.AdamStep(t[0], t[1], t[2], t[3], 0.1f, 0.9f, 0.99f, 1e-8f, 0.01f, 3), IsPositive: true);
    }
}
