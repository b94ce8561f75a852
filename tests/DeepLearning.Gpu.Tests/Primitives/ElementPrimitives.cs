using DeepLearning.Tensors;

namespace DeepLearning.Gpu.Tests.Primitives;

/// <summary>Element-wise primitives, broadcasts, reductions, rows and columns.</summary>
internal static class ElementPrimitives
{
    public static IEnumerable<Primitive> All()
    {
        yield return new("Copy", [[3, 7], [3, 7]], (b, t) => b.Copy(t[0], t[1]));
        yield return new("Fill", [[5, 3]], (b, t) => b.Fill(t[0], 2.5f));
        yield return new("Affine", [[13], [13]], (b, t) => b.Affine(t[0], 1.5f, -0.25f, t[1]));
        yield return new("Affine", [[13]], (b, t) => b.Affine(t[0], -2, 1, t[0]));
        yield return new("AddScaled", [[2, 9], [2, 9]], (b, t) => b.AddScaled(t[0], -0.5f, t[1]));
        foreach (var f in Enum.GetValues<UnaryOperation>())
        {
            yield return new("Unary", [[7, 5], [7, 5]], (b, t) => b.Unary(f, t[0], t[1], 0.2f), IsPositive: f is UnaryOperation.Log
                or UnaryOperation.Sqrt);
            yield return new("Unary", [[11]], (b, t) => b.Unary(f, t[0], t[0], 0.2f), IsPositive: f is UnaryOperation.Log
                or UnaryOperation.Sqrt);
            yield return new("UnaryGrad", [[7, 5], [7, 5], [7, 5], [7, 5]], (b, t) => b.UnaryGrad(f, t[0], t[1], t[2], t[3], 0.2f),
                IsPositive: f == UnaryOperation.Sqrt);
        }
        foreach (var f in Enum.GetValues<BinaryOperation>())
            foreach (Shape[] shapes in (Shape[][])[
                [[3, 5], [3, 5], [3, 5]], [[3, 5], [5], [3, 5]], [[3, 5], [3, 1], [3, 5]], [[3, 5], [], [3, 5]], [[5], [3, 5], [3, 5]],
                [[2, 3, 4, 5], [3, 1, 1], [2, 3, 4, 5]], [[2, 1, 4, 1], [2, 3, 4, 5], [2, 3, 4, 5]],
                    [[2, 3, 4, 5], [1, 3, 1, 5], [2, 3, 4, 5]], [[1, 6], [6], [1, 6]]])
                yield return new("Binary", shapes, (b, t) => b.Binary(f, t[0], t[1], t[2]), IsPositive: f == BinaryOperation.Divide);
        yield return new("Binary", [[4, 6], [6]], (b, t) => b.Binary(BinaryOperation.Add, t[0], t[1], t[0]));
        foreach (var kind in Enum.GetValues<Reduction>())
            for (var axis = 0; axis < 3; axis++)
            {
                var at = axis;
                Shape[] results = [[5, 70], [3, 70], [3, 5]];
                yield return new("Reduce", [[3, 5, 70], results[at]], (b, t) => b.Reduce(kind, t[0], at, t[1]));
                yield return new("Reduce", [[70, 2, 3], (Shape[])[[2, 3], [70, 3], [70, 2]] is var r ? r[at] : []],
                    (b, t) => b.Reduce(kind, t[0], at, t[1]));
            }
        yield return new("Reduce", [[700], []], (b, t) => b.Reduce(Reduction.Sum, t[0], 0, t[1]));
        foreach (Shape to in (Shape[])[[6], [1, 6], [40, 1], [], [1, 1]])
            yield return new("SumTo", [[40, 6], to], (b, t) => b.SumTo(t[0], t[1]));
        foreach (Shape to in (Shape[])[[3, 1, 1], [2, 1, 9, 1], [1, 3, 1, 5], [9, 5], [2, 3, 1, 1]])
            yield return new("SumTo", [[2, 3, 9, 5], to], (b, t) => b.SumTo(t[0], t[1]));
        yield return new("ArgMax", [[9, 7], [9]], (b, t) => b.Upload(Array.ConvertAll(b.ArgMax(t[0]), i => (float)i), t[1]));
        yield return new("GatherRows", [[5, 3, 2], [4, 3, 2]], (b, t) => b.GatherRows(t[0], [4, 0, 0, 2], t[1]));
        yield return new("AddToRows", [[5, 3], [6, 3]], (b, t) => b.AddToRows(t[0], [2, 0, 2, 5, 2], t[1]));
        yield return new("CopyColumns", [[4, 7], [4, 5]], (b, t) => b.CopyColumns(t[0], 2, t[1], 1, 3));
        yield return new("Permute", [[3, 5], [5, 3]], (b, t) => b.Permute(t[0], [1, 0], t[1]));
        yield return new("Permute", [[2, 3, 4, 5], [4, 2, 5, 3]], (b, t) => b.Permute(t[0], [2, 0, 3, 1], t[1]));
        yield return new("Upload", [[4]], (b, t) => b.Upload([1, 2, 3, 4], t[0]));
        yield return new("Download", [[4], [4]], (b, t) =>
        {
            var values = new float[4];
            b.Download(t[0], values);
            b.Upload(values, t[1]);
        });
        yield return new("Allocate", [[4]], (b, t) => Assert.Equal(4, b.Allocate(4, clear: true).Length));
    }
}
