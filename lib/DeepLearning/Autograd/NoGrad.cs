using DeepLearning.Tensors;

namespace DeepLearning.Autograd;

/// <summary>Switches recording off on this thread until it is disposed: <c>using (new NoGrad()) { … }</c>.</summary>
/// <remarks>For evaluation, and for changing parameters by hand. Nests.</remarks>
public sealed class NoGrad : IDisposable
{
    private readonly bool _before = Tensor.s_recordingIsOff;

    /// <summary>Switches recording off.</summary>
    public NoGrad() => Tensor.s_recordingIsOff = true;

    /// <summary>Sets recording back to what it was.</summary>
    public void Dispose() => Tensor.s_recordingIsOff = _before;
}
