using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Benchmarks.Torch;

/// <summary>Two convolutions with batch norm, added to what came in; where the shape changes, the path has a convolution of size
/// 1.</summary>
internal sealed class ResidualBlock : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> _body, _shortcut;

    public ResidualBlock(int before, int after, int stride = 1) : base("block")
    {
        _body = nn.Sequential(
            nn.Conv2d(before, after, 3, stride: stride, padding: 1, bias: false), nn.BatchNorm2d(after), nn.ReLU(),
            nn.Conv2d(after, after, 3, padding: 1, bias: false), nn.BatchNorm2d(after));
        _shortcut = before == after && stride == 1
            ? nn.Identity()
            : nn.Sequential(nn.Conv2d(before, after, 1, stride: stride, bias: false), nn.BatchNorm2d(after));
        RegisterComponents();
    }

    public override Tensor forward(Tensor x) => F.relu(_body.call(x) + _shortcut.call(x));
}
