using System.Linq.Expressions;
using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu.Checking;

/// <summary>Runs kernels written for ILGPU on the processor, one work item at a time, and names what a card would punish with wrong numbers or a crash.</summary>
/// <remarks>
/// It runs a copy of the kernel's compiled code in which every access to memory is looked at. It reports, as a <see cref="KernelException"/> with kernel,
/// item, array and index: an index out of bounds, a race, a barrier that some items of a group never meet, and shared memory that is read before anybody has
/// written it; and it counts reads and writes. Items run in the order of their numbers, so that each run gives the same.
/// </remarks>
/// <param name="memory">ILGPU's accelerator on the processor, in whose memory the arrays lie.</param>
public sealed class KernelChecker(Accelerator memory) : IKernelLoader
{
    /// <summary>What the last launch did.</summary>
    public LaunchCounts LastLaunch { get; private set; }

    /// <summary>How many kernels were launched.</summary>
    public long Launches { get; private set; }

    /// <summary>How many different items wrote into an array in the last launch: 1 where one item does the work of all.</summary>
    public int LastWriters(ArrayView<float> view) => _lastLog?.Writers(Inside.AddressOf(view), view.LengthInBytes) ?? 0;

    private AccessLog? _lastLog;

    /// <summary>Runs a kernel whose items are numbered one after the other, the first parameter being the number.</summary>
    /// <exception cref="KernelException">The kernel did something wrong.</exception>
    /// <exception cref="ArgumentException">An argument is not what the kernel takes.</exception>
    public void Run(Delegate kernel, Index1D items, params object[] arguments) => RunAny(kernel, items, arguments);

    /// <summary>Runs a kernel that knows about groups: so many groups, so many items in each.</summary>
    /// <inheritdoc cref="Run(Delegate, Index1D, object[])"/>
    public void Run(Delegate kernel, KernelConfig config, params object[] arguments) => RunAny(kernel, config, arguments);

    /// <summary>A launcher that checks.</summary>
    public TLaunch Load<TLaunch>(Delegate kernel, KernelSpecialization specialization = default) where TLaunch : Delegate
    {
        KernelSignature.Require(kernel);
        var parameters = typeof(TLaunch).GetMethod("Invoke")!.GetParameters().Select(parameter => Expression.Parameter(parameter.ParameterType)).ToArray();
        var (extent, rest) = (Expression.Convert(parameters[0], typeof(object)), parameters[1..].Select(parameter => Expression.Convert(parameter, typeof(object))));
        Action<Delegate, object, object[]> run = RunAny;
        return Expression.Lambda<TLaunch>(Expression.Invoke(Expression.Constant(run), Expression.Constant(kernel), extent, Expression.NewArrayInit(typeof(object), rest)), parameters).Compile();
    }

    private void RunAny(Delegate kernel, object extent, object[] arguments)
    {
        ArgumentNullException.ThrowIfNull(kernel);
        KernelSignature.Require(kernel);
        if (Launch.CurrentOrNull is { } outer) throw new KernelException($"{outer.Name}: a kernel can't launch another one.");
        var (name, isGrouped) = (KernelSignature.NameOf(kernel.Method), extent is KernelConfig);
        var indexed = KernelLoader.IsAutoGrouped(kernel.Method);
        if (isGrouped == indexed)
            throw new ArgumentException(indexed
                ? $"{name} takes the number of its item, {kernel.Method.GetParameters()[0].ParameterType.Name}: launch it over a number of items, not over groups."
                : $"{name} asks for its group and place: launch it over (groups, items in a group).", nameof(kernel));
        var config = extent switch
        {
            KernelConfig c => c,
            Index1D i => new KernelConfig(new Index3D(i.X, 1, 1), new Index3D(1, 1, 1)),
            Index2D i => new KernelConfig(new Index3D(i.X, i.Y, 1), new Index3D(1, 1, 1)),
            _ => new KernelConfig((Index3D)extent, new Index3D(1, 1, 1)),
        };
        var (groups, items) = (config.GridDim.Size, (long)config.GroupDim.Size);
        if (groups < 1 || items < 1 || items > 1024)
            throw new KernelException(isGrouped
                ? $"{name}: a launch of {groups} groups of {items} items; expected at least 1 of both, and at most 1024 items in a group."
                : $"{name}: a launch over {groups} items; expected 1 or more.");

        memory.Synchronize();
        using var launch = new Launch(name, config, isGrouped, memory);
        var values = Arguments.Match(kernel, indexed ? 1 : 0, arguments, launch.Log);
        var body = Instrumented.Body(kernel);
        Launches++;
        Launch.CurrentOrNull = launch;
        try
        {
            for (var group = 0L; group < groups; group++)
                if (isGrouped)
                {
                    new GroupRun(launch, group, () => body(values)).Execute();
                    launch.Log.PassBarrier(isEndOfGroup: true);
                }
                else
                {
                    launch.Item = group;
                    values[kernel.Method.IsStatic ? 0 : 1] = extent switch { Index1D => new Index1D((int)group), Index2D => Launch.At(config.GridDim, group).XY, _ => Launch.At(config.GridDim, group) };
                    body(values);
                }
        }
        catch (Exception failure) when (failure is not KernelException)
        {
            throw new KernelException($"{launch.Where} failed: {failure.Message}", failure);
        }
        finally
        {
            Launch.CurrentOrNull = null;
            (_lastLog, LastLaunch) = (launch.Log, launch.Log.Counts(groups * items));
        }
    }
}
