using DeepLearning.Optimizers;
using DeepLearning.Tensors;
using DeepLearning.Tests.Layers;

namespace DeepLearning.Tests.Optimizers;

/// <summary>Four steps of each optimizer against PyTorch 1.13.1, with twenty random settings.</summary>
public class OptimizerTorchTests
{
    [Theory]
    [InlineData("Sgd")]
    [InlineData("SgdMomentum")]
    [InlineData("Nesterov")]
    [InlineData("AdaGrad")]
    [InlineData("RmsProp")]
    [InlineData("Adam")]
    [InlineData("AdamW")]
    public void Steps_agree_with_PyTorch(string kind)
    {
        var cases = TorchFixture.Cases(TorchFixture.Layers, "optimizers", "optimizer", kind);
        Assert.Equal(20, cases.Count);
        foreach (var c in cases)
        {
            var args = TorchFixture.Floats(c.GetProperty("args"));
            var (parameter, optimizer) = (Tensor.FromArray(TorchFixture.Floats(c.GetProperty("start"))), Make(kind, args));
            var (grads, after) = (c.GetProperty("grads").EnumerateArray().ToArray(), c.GetProperty("after").EnumerateArray().ToArray());
            for (var step = 0; step < grads.Length; step++)
            {
                parameter.Grad = Tensor.FromArray(TorchFixture.Floats(grads[step]));
                optimizer.Step([parameter]);
                TorchFixture.AssertSame(TorchFixture.Floats(after[step]), parameter, $"{kind}({string.Join(", ", args)}), step {step + 1}");
            }
        }
    }

    private static Optimizer Make(string kind, float[] a) => kind switch
    {
        "Sgd" => new Sgd(a[0]),
        "SgdMomentum" => new SgdMomentum(a[0], a[1]),
        "Nesterov" => new SgdMomentum(a[0], a[1], nesterov: true),
        "AdaGrad" => new AdaGrad(a[0], a[1]),
        "RmsProp" => new RmsProp(a[0], a[1], a[2]),
        "Adam" => new Adam(a[0], a[1], a[2], a[3]),
        "AdamW" => new AdamW(a[0], a[1], a[2], a[3], a[4]),
        _ => throw new ArgumentException(kind),
    };
}
