using DeepLearning.Exercises.Checking;
using DeepLearning.Modules;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises.Chapter08;

using Answer = Func<Module, Tensor, Tensor, float>;

internal sealed class E08_7 : Definition<Answer>
{
    public override string Id => "08.7";
    public override string Title => "Challenge: an autoencoder that cleans";
    public override string Signature => "float DenoisingLoss(Module model, Tensor clean, Tensor noise)";
    public override string Praise => "Right: it sees the dirty picture and is judged by the clean one.";

    public override IReadOnlyList<string> Hints =>
    [
        "Three pictures take part: the clean one, the dirty one, and what the network makes of it. Which goes in, and which is the target?",
        "The dirty picture is clean + noise, but a pixel can't be blacker than 1 or whiter than −1.",
        "Clip with (clean + noise).ToArray().Select(v => Math.Clamp(v, -1, 1)) and Tensor.FromArray; call the model on that; compare " +
            "with clean.",
    ];

    public override string Explanation =>
        "If the target were the dirty picture, copying would be rewarded. With the clean one as the target, the network must learn " +
        "what digits look like, to tell ink from dirt. Clipping keeps the dirty picture a picture.";

    public override Answer Right => DenoisingLoss;

    public override IReadOnlyList<TestCase<Answer>> Cases =>
    [
        new("a model that halves", f => f(new Scaling(0.5f), Clean(2, 3), Inputs.Floats(2, 3, 12))),
        new("a model that copies", f => f(new Scaling(1), Clean(1, 4), Inputs.Floats(1, 4, 14))),
        new("no noise", f => f(new Scaling(0.5f), Clean(2, 2), Tensor.Zeros([2, 2]))),
    ];

    public override IReadOnlyList<Mistake<Answer>> Mistakes =>
    [
        new("The network sees the clean picture: then there is nothing to clean.", (m, x, _) => Error(m.Call(x), x)),
        new("The target is the dirty picture: that rewards copying the dirt. Compare with the clean one.",
            (m, x, noise) => Error(m.Call(Clipped(x + noise)), Clipped(x + noise))),
        new("Some of your dirty pixels lie outside −1 … 1, where no pixel can be. Clip them.",
            (m, x, noise) => Error(m.Call(x + noise), x)),
        new("You clip what comes out of the network; what goes in must be clipped.", (m, x, noise) => Error(Clipped(m.Call(x + noise)), x)),
        new("You subtract the noise. It is added.", (m, x, noise) => Error(m.Call(Clipped(x - noise)), x)),
        new("The network's answer is not used: that is how dirty the picture is.", (m, x, noise) => Error(Clipped(x + noise), x)),
        new("The noise alone goes into the network. Add it to the clean picture.", (m, x, noise) => Error(m.Call(Clipped(noise)), x)),
        new("The target is the noise. The network should give back the clean picture.",
            (m, x, noise) => Error(m.Call(Clipped(x + noise)), noise)),
        new("You clip the noise, not the dirty picture: the sum may still lie outside −1 … 1.",
            (m, x, noise) => Error(m.Call(x + Clipped(noise)), x)),
        new("You clip to 0 … 1. Here paper is −1.",
            (m, x, noise) => Error(m.Call(Tensor.FromArray([.. (x + noise).ToArray().Select(v => Math.Clamp(v, 0, 1))], x.Shape)), x)),
        new("You summed the squares. The mean divides by the number of all pixels.",
            (m, x, noise) => (m.Call(Clipped(x + noise)) - x).Square().Sum().Item()),
        new("The root is too much: the mean squared error is asked.", (m, x, noise) => MathF.Sqrt(Error(m.Call(Clipped(x + noise)), x))),
    ];

    private static Tensor Clean(int rows, int columns) => Inputs.Floats(rows, columns, 20).Tanh();

    private static Tensor Clipped(Tensor x) => Tensor.FromArray([.. x.ToArray().Select(v => Math.Clamp(v, -1, 1))], x.Shape);

    private static float Error(Tensor prediction, Tensor target) => new MSELoss().Call(prediction, target).Item();

    private sealed class Scaling(float factor) : Module
    {
        public override Tensor Forward(Tensor input) => input * factor;
    }

    // <solution>
    private static float DenoisingLoss(Module model, Tensor clean, Tensor noise)
    {
        float[] dirty = [.. (clean + noise).ToArray().Select(v => Math.Clamp(v, -1, 1))];
        var rebuilt = model.Call(Tensor.FromArray(dirty, clean.Shape));
        return new MSELoss().Call(rebuilt, clean).Item();
    }
    // </solution>
}
