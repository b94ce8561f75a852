using TorchSharp.Modules;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Benchmarks.Torch;

/// <summary>12 texts of 64 numbers → four blocks of width 128 with four heads → 65 numbers at every position; the embedding is the last
/// map, too.</summary>
internal sealed class Gpt : nn.Module<Tensor, Tensor>
{
    private readonly Embedding _symbols = nn.Embedding(65, 128), _positions = nn.Embedding(64, 128);
    private readonly ModuleList<nn.Module<Tensor, Tensor>> _blocks = nn.ModuleList<nn.Module<Tensor,
        Tensor>>(new Block(), new Block(), new Block(), new Block());
    private readonly LayerNorm _norm = nn.LayerNorm(128);

    public Gpt() : base("gpt") => RegisterComponents();

    public override Tensor forward(Tensor input)
    {
        var x = _symbols.call(input) + _positions.weight!;
        foreach (var block in _blocks) x = block.call(x);
        return F.linear(_norm.call(x).flatten(0, 1), _symbols.weight!);
    }

    private sealed class Block : nn.Module<Tensor, Tensor>
    {
        private readonly LayerNorm _first = nn.LayerNorm(128), _second = nn.LayerNorm(128);
        private readonly Linear _maps = nn.Linear(128, 384, hasBias: false), _output = nn.Linear(128, 128, hasBias: false);
        private readonly Linear _wide = nn.Linear(128, 512, hasBias: false), _narrow = nn.Linear(512, 128, hasBias: false);

        public Block() : base("block") => RegisterComponents();

        public override Tensor forward(Tensor x)
        {
            var parts = _maps.call(_first.call(x)).view(12, 64, 3, 4, 32).permute(2, 0, 3, 1, 4);
            var found = F.scaled_dot_product_attention(parts[0], parts[1], parts[2], is_casual: true);
            x = x + _output.call(found.transpose(1, 2).reshape(12, 64, 128));
            return x + _narrow.call(F.gelu(_wide.call(_second.call(x))));
        }
    }
}
