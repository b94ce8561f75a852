using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using DeepLearning.Exercises;
using DeepLearning.Gpu;
using DeepLearning.Plotting;
using DeepLearning.Tensors;

namespace Architecture.Tests;

/// <summary>Dependencies point one way: between the assemblies, and between the folders of each.</summary>
public class DependencyTests
{
    private static readonly System.Reflection.Assembly
        s_library = typeof(Tensor).Assembly, s_exercises = typeof(Exercise).Assembly,
        s_plotting = typeof(Chart).Assembly, s_gpu = typeof(GpuDevice).Assembly, s_host = typeof(Notebooks.Cells.CellFunctions).Assembly;

    /// <summary>Each assembly with those of ours that it may use.</summary>
    private static readonly Dictionary<System.Reflection.Assembly, System.Reflection.Assembly[]> s_mayUse = new()
    {
        [s_library] = [],
        [s_exercises] = [s_library],
        [s_plotting] = [s_library],
        [s_gpu] = [s_library, s_exercises],
        [s_host] = [],
    };

    public static TheoryData<string> Assemblies => [.. s_mayUse.Keys.Select(assembly => assembly.GetName().Name!)];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void An_assembly_uses_those_below_it(string name)
    {
        var assembly = Named(name);
        var ours = s_mayUse.Keys.Select(other => other.GetName().Name).ToHashSet();
        var used = assembly.GetReferencedAssemblies().Select(other => other.Name).Where(ours.Contains);
        Assert.Empty(used.Except(s_mayUse[assembly].Select(other => other.GetName().Name)));
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void No_circle_between_folders(string name)
    {
        var types = new ArchLoader().LoadAssemblies(Named(name)).Build().Types;
        var uses = types.SelectMany(type => type.Dependencies)
            .Select(use => (From: Room(use.Origin), To: Room(use.Target), Text: $"{use.Origin.FullName} uses {use.Target.FullName}"))
            .Where(use => use.From != "" && use.To != "" && use.From != use.To).ToList();
        Assert.NotEmpty(types);

        // A room that uses no other one stands at the bottom. Taken away floor by floor, only circles remain.
        while (uses.RemoveAll(use => uses.TrueForAll(other => other.From != use.To)) > 0)
        {
        }
        Assert.Empty(uses.Select(use => use.Text));

        string Room(IType type) => types.Contains(type) ? type.Namespace.FullName.Split('.').ElementAtOrDefault(Depth(name)) ?? "" : "";
    }

    // The folders of the library for plots are namespaces beside those of the library itself.
    private static int Depth(string assembly) => assembly == "DeepLearning.Plotting" ? 1 : assembly.Split('.').Length;

    private static System.Reflection.Assembly Named(string name) => s_mayUse.Keys.Single(assembly => assembly.GetName().Name == name);
}
