using DeepLearning.Tensors;

namespace Benchmarks;

/// <summary>What a workload counts as.</summary>
internal enum Kind
{
    /// <summary>A training step; the mean of ratios is over these.</summary>
    Training,

    /// <summary>A training step that is in the list already, made another way.</summary>
    Variant,

    /// <summary>A product of two matrices.</summary>
    Product,
}

/// <summary>What is measured.</summary>
/// <param name="Kind">What it counts as.</param>
/// <param name="Operations">The multiplications and additions that a step can't do without (see <see cref="Work"/>).</param>
/// <param name="Make">Makes it, ready to run.</param>
internal sealed record Workload(Kind Kind, double Operations, Func<Running> Make);

/// <summary>A workload whose tensors are there.</summary>
/// <param name="Step">The step that is timed.</param>
/// <param name="Loss">The loss on its batch as things stand, outside of all timing; null for a product.</param>
/// <param name="Parameters">What it trains.</param>
internal sealed record Running(Action Step, Func<double>? Loss = null, params Tensor[] Parameters);
