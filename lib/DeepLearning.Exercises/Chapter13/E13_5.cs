using DeepLearning.Exercises.Checking;

namespace DeepLearning.Exercises.Chapter13;

using Answer = Func<int, int, int, int, int>;

internal sealed class E13_5 : Definition<Answer>
{
    public override string Id => "13.5";
    public override string Title => "Count the parameters";
    public override string Signature => "int Parameters(int symbols, int context, int width, int layers)";
    public override string Praise => "Right, to the last shift. Nearly all of them sit in the blocks, twelve squares of the width in each.";

    public override IReadOnlyList<string> Hints =>
    [
        "Draw the network and write the shape of every tensor that is trained beside it: tables, maps, scales, shifts.",
        "The table of symbols is also the map to the logits, so it counts once. A block has two normalisations, four maps from width " +
            "to width, and two maps between width and 4 · width.",
        "Tables: (symbols + context) · width. A block: 2 · 2 · width for its normalisations, 4 · width² for attention, 2 · 4 · width² " +
            "for the rest. And one normalisation at the end.",
    ];

    public override string Explanation =>
        "A block has 12 · width² weights and 4 · width scales and shifts; tables grow only with the width. Twice the width makes " +
        "nearly four times the network, twice the layers twice, and the number of heads changes nothing.";

    public override Answer Right => Parameters;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("2 symbols, 3 positions, a width of 4, one block", f => f(2, 3, 4, 1)),
        new("5 symbols, 2 positions, a width of 3, two blocks", f => f(5, 2, 3, 2)),
        new("a width of 1", f => f(4, 7, 1, 3)),
        new("the chapter's network: 65, 64, 128, 4", f => f(65, 64, 128, 4)),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("You counted a map to the logits of its own. The table of symbols is used for it once more, and counts once.",
            (s, c, w, l) => Parameters(s, c, w, l) + s * w),
        new("The map to the logits has no biases, and its weights are the table of symbols.",
            (s, c, w, l) => Parameters(s, c, w, l) + s * w + s),
        new("The map to the logits has no biases.", (s, c, w, l) => Parameters(s, c, w, l) + s),
        new("The table of positions is missing: a vector for each place of the context.", (s, c, w, l) => Parameters(s, c, w, l) - c * w),
        new("The table of symbols is missing: a vector for each of them.", (s, c, w, l) => Parameters(s, c, w, l) - s * w),
        new("Both tables are missing: a vector for each symbol, and one for each position.",
            (s, c, w, l) => Parameters(s, c, w, l) - (s + c) * w),
        new("The tables hold a vector for each symbol and each position, not a single number.",
            (s, c, w, l) => Parameters(s, c, w, l) - (s + c) * (w - 1)),
        new("The normalisations have a scale and a shift each; you counted one of them.",
            (s, c, w, l) => Parameters(s, c, w, l) - (2 * l + 1) * w),
        new("A normalisation has a scale and a shift for each of the width's places, not one pair in all.",
            (s, c, w, l) => Parameters(s, c, w, l) - (2 * l + 1) * 2 * (w - 1)),
        new("The normalisations are missing: each has a scale and a shift for every place of the width.",
            (s, c, w, l) => Parameters(s, c, w, l) - (2 * l + 1) * 2 * w),
        new("A block has two normalisations: one before attention, one before the small network.",
            (s, c, w, l) => Parameters(s, c, w, l) - 2 * l * w),
        new("The last normalisation is missing: it stands behind the blocks, before the logits.",
            (s, c, w, l) => Parameters(s, c, w, l) - 2 * w),
        new("The last normalisation stands once, behind all blocks; you counted it for each of them.",
            (s, c, w, l) => Parameters(s, c, w, l) + 2 * w * (l - 1)),
        new("Attention has four maps: besides those to queries, keys and values one that mixes what the heads found.",
            (s, c, w, l) => Parameters(s, c, w, l) - l * w * w),
        new("Attention has four maps, to queries, keys, values, and the one that mixes the heads. You counted one.",
            (s, c, w, l) => Parameters(s, c, w, l) - 3 * l * w * w),
        new("4 · width² are missing in each block: either attention's four maps, or one of the two maps of its small network, up to 4 " +
            "· width and back down.",
            (s, c, w, l) => Parameters(s, c, w, l) - 4 * l * w * w),
        new("The small network of a block is missing: maps from width to 4 · width, and back.",
            (s, c, w, l) => Parameters(s, c, w, l) - 8 * l * w * w),
        new("Inside, the small network of a block is 4 · width wide; you counted two maps from width to width.",
            (s, c, w, l) => Parameters(s, c, w, l) - 6 * l * w * w),
        new("The small network goes from width to 4 · width and back. None of its maps is 4 · width both ways.",
            (s, c, w, l) => Parameters(s, c, w, l) + 8 * l * w * w),
        new("The small network has one layer inside. You counted a map from 4 · width to 4 · width besides.",
            (s, c, w, l) => Parameters(s, c, w, l) + 16 * l * w * w),
        new("The linear maps have no biases here: neither attention's nor those of the small network.",
            (s, c, w, l) => Parameters(s, c, w, l) + l * 9 * w),
        new("Attention's maps have no biases here.", (s, c, w, l) => Parameters(s, c, w, l) + l * 4 * w),
        new("The maps of the small network have no biases here.", (s, c, w, l) => Parameters(s, c, w, l) + l * 5 * w),
        new("Only one block is counted. There are 'layers' of them.", (s, c, w, l) => Parameters(s, c, w, 1)),
        new("No block is counted at all.", (s, c, w, l) => Parameters(s, c, w, 0)),
        new("The table of positions stands once, before the blocks; you counted it for each of them.",
            (s, c, w, l) => Parameters(s, c, w, l) + c * w * (l - 1)),
        new("Everything is multiplied by 'layers'. The tables and the last normalisation stand once.",
            (s, c, w, l) => l * Parameters(s, c, w, 1)),
        new("The mask and the scores are computed, not learned: context · context belongs nowhere.",
            (s, c, w, l) => Parameters(s, c, w, l) + c * c),
        new("The mask and the scores are computed, not learned: no block has context · context parameters.",
            (s, c, w, l) => Parameters(s, c, w, l) + l * c * c),
        new("That is the number for the chapter's network. Compute it from the arguments.", (_, _, _, _) => Parameters(65, 64, 128, 4)),
    ];

    // <solution>
    private static int Parameters(int symbols, int context, int width, int layers)
    {
        int norm = 2 * width;                           // a scale and a shift
        int attention = 4 * width * width;              // to queries, keys, values, and the mix
        int network = width * 4 * width + 4 * width * width;
        int block = norm + attention + norm + network;
        return (symbols + context) * width + layers * block + norm;
    }
    // </solution>
}
