using DeepLearning.Autograd;
using DeepLearning.Data;
using DeepLearning.Layers;
using DeepLearning.Modules;
using DeepLearning.Random;
using DeepLearning.Recurrent;
using DeepLearning.Tensors;

namespace DeepLearning.Tests.Tensors;

/// <summary>Sizes whose product or sum does not fit into an int are refused, not wrapped around.</summary>
public class SizeTests
{
    private static readonly Tensor Image = Tensor.Zeros([1, 1, 4, 4]);

    private static readonly Dictionary<string, (Action Do, string Message)> TooLarge = new()
    {
        // 65536² wraps to 0, 3 · 1 431 655 766 to 2: the worst products, since the result looks like a size.
        ["zeros"] = (() => Tensor.Zeros([65536, 65536]), "Shape [65536, 65536] has more than 2147483647 elements"),
        ["zeros in the end"] = (() => Tensor.Zeros([65536, 65536, 0]), "Shape [65536, 65536, 0] has more than"),
        ["reshape"] = (() => Tensor.Zeros([0]).Reshape(65536, 65536, 65536, 65536), "Shape [65536, 65536, 65536, 65536] has more than"),
        ["reshape, one open"] = (() => Tensor.Zeros([4]).Reshape(65536, 65536, -1),
            "Tensor.Reshape: shape [4] has 4 elements, which do not fill"),
        ["one hot"] = (() => OneHot.Encode([0, 1, 2], 1_431_655_766), "Shape [3, 1431655766] has more than"),
        ["columns"] = (() => Tensor.FromColumns([.. Enumerable.Repeat(new Endless(1 << 30), 8)]), "Shape [1073741824, 8] has more than"),
        ["concat"] = (() => Tensor.Concat([.. Enumerable.Repeat(Tensor.Zeros([0, int.MaxValue]), 3)]), "overflow"),
        ["dense"] = (() => new Dense(65536).Forward(Tensor.Zeros([1, 65536])), "Shape [65536, 65536] has more than"),
        ["convolution"] = (() => new Conv2D(1, 1 << 16, padding: 1 << 15).Forward(Image), "Shape [1, 1, 65536, 65536] has more than"),
        ["convolution, padding"] = (() => new Conv2D(1, 3, padding: 1 << 30).Forward(Image),
            "Conv2D.Forward: 'input' has shape [1, 1, 4, 4]; axis 2 with padding 1073741824 is longer than 2147483647."),
        ["functional convolution, padding"] = (() => Functional.Conv2d(Image, Tensor.Zeros([1, 1, 3, 3]), padding: 1 << 30),
            "Conv2d: axis 2 of input [1, 1, 4, 4] with a padding of 1073741824 is longer than 2147483647."),
        ["convolution module"] = (() => new Conv2d(1 << 16, 1 << 16, 3), "Shape [65536, 65536, 3, 3] has more than"),
        ["linear"] = (() => new Linear(1 << 16, 1 << 16), "Shape [65536, 65536] has more than"),
        ["embedding"] = (() => new Embedding(1 << 16, 1 << 16), "Shape [65536, 65536] has more than"),
        ["recurrent"] = (() => new LstmLayer(1, 1 << 30, new RandomState(1)),
            "width ('1073741824') must be less than or equal to '536870911'"),
        ["recurrent module"] = (() => new Lstm(1, 1 << 30), "width ('1073741824') must be less than or equal to '536870911'"),
        ["pooling module, size"] = (() => new MaxPool2d(0), "MaxPool2d: size and stride must be 1 or more, got 0 and 0."),
        ["pooling module, stride"] = (() => new AvgPool2d(2, -1), "AvgPool2d: size and stride must be 1 or more, got 2 and -1."),
        ["pooling module, padding"] = (() => new AvgPool2d(2, padding: 2), "AvgPool2d: the padding may be at most half of the window of 2"),
    };

    public static TheoryData<string> Names => [.. TooLarge.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_size_that_does_not_fit_is_refused_with_a_sentence(string name)
    {
        var error = Record.Exception(TooLarge[name].Do);
        Assert.True(error is ArgumentException or OverflowException, $"{error?.GetType()}: {error?.Message}");
        Assert.Contains(TooLarge[name].Message, error!.Message, StringComparison.Ordinal);
    }

    /// <summary>A column as long as you like that takes no memory.</summary>
    private sealed class Endless(int count) : IReadOnlyList<float>
    {
        public int Count => count;

        public float this[int index] => 0;

        public IEnumerator<float> GetEnumerator() => Enumerable.Repeat(0f, count).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
