using System.Reflection;
using ILGPU;
using ILGPU.Runtime;

namespace DeepLearning.Gpu.Emulation;

/// <summary>A kernel that was checked and can be launched.</summary>
internal sealed class LoadedKernel(Accelerator accelerator, string name, ParameterInfo[] parameters)
{
    public static LoadedKernel Of(Accelerator accelerator, Delegate kernel)
    {
        KernelSignature.Require(kernel);
        return new(accelerator, KernelSignature.NameOf(kernel.Method), kernel.Method.GetParameters());
    }

    public void RunItems(long items, Action<long> body, Func<object[]> arguments)
    {
        if (items is < 1 or > int.MaxValue) throw new KernelException($"{name}: a launch over {items} items; expected 1 to {int.MaxValue}.");
        var launch = new LaunchState(name, parameters, new KernelConfig((int)items, 1), isGrouped: false, accelerator.Tracker, arguments);
        Run(launch, () =>
        {
            var tracker = launch.Tracker;
            for (var item = 0L; item < items; item++)
            {
                launch.Item = item;
                if (tracker is not null) tracker.Item = item;
                body(item);
            }
        });
    }

    public void RunGroups(KernelConfig config, Action body, Func<object[]> arguments)
    {
        if (config.GridDim.Size < 1 || config.GroupDim.Size < 1 || config.GroupDim.Size > accelerator.MaxNumThreadsPerGroup)
            throw new KernelException($"{name}: a launch of {config.GridDim} groups of {config.GroupDim} items; expected at least 1 of both, and at most {accelerator.MaxNumThreadsPerGroup} items in a group.");
        var launch = new LaunchState(name, parameters, config, isGrouped: true, accelerator.Tracker, arguments);
        Run(launch, () =>
        {
            for (var group = 0L; group < config.GridDim.Size; group++)
            {
                launch.Tracker?.PassBarrier();
                new GroupRun(launch, group, body).Execute();
            }
        });
    }

    private void Run(LaunchState launch, Action run)
    {
        if (LaunchState.Current is { } outer) throw new KernelException($"{outer.Name}: a kernel can't launch another one.");
        accelerator.Launches++;
        launch.Tracker?.Begin(launch.GroupSize);
        LaunchState.Current = launch;
        try
        {
            run();
        }
        catch (Exception failure) when (failure is not KernelException)
        {
            throw new KernelException($"{launch.Name}: {launch.ItemName(launch.Item)} failed: {failure.Message}", failure);
        }
        finally
        {
            LaunchState.Current = null;
            if (launch.Tracker is { } tracker) accelerator.LastLaunch = tracker.Counts(launch.Config);
        }
    }
}
