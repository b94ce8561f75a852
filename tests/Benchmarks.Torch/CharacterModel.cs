using static TorchSharp.torch;

namespace Benchmarks.Torch;

/// <summary>Texts of one-hot characters → recurrent layers of 256 units → 62 numbers at every position.</summary>
internal sealed class CharacterModel : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module _cells;
    private readonly Func<Tensor, Tensor> _recurrent;
    private readonly TorchSharp.Modules.Linear _output = nn.Linear(256, 62);

    public CharacterModel(string kind, int layers) : base(kind)
    {
        switch (kind)
        {
            case "rnn":
                var rnn = nn.RNN(62, 256, layers, batchFirst: true);
                (_cells, _recurrent) = (rnn, x => rnn.call(x).Item1);
                break;
            case "gru":
                var gru = nn.GRU(62, 256, layers, batchFirst: true);
                (_cells, _recurrent) = (gru, x => gru.call(x).Item1);
                break;
            default:
                var lstm = nn.LSTM(62, 256, layers, batchFirst: true);
                (_cells, _recurrent) = (lstm, x => lstm.call(x).Item1);
                break;
        }
        register_module("cells", _cells);
        register_module("output", _output);
    }

    public override Tensor forward(Tensor input) => _output.call(_recurrent(input)).flatten(0, 1);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cells.Dispose();
            _output.Dispose();
        }
        base.Dispose(disposing);
    }
}
