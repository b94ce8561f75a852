using System.Text.RegularExpressions;
using DeepLearning.Exercises;
using DeepLearning.Exercises.Checking;
using ILGPU.Runtime;

namespace DeepLearning.Gpu.Emulation.Exercises;

/// <summary>An exercise whose answer is a kernel. It runs on the emulation with checks on; what that refuses is compared with what it refuses in the known mistakes.</summary>
internal abstract partial class KernelDefinition<TAnswer> : Definition<TAnswer> where TAnswer : Delegate
{
    /// <inheritdoc/>
    protected override bool KeepsStatic => true;

    /// <inheritdoc/>
    public override Verdict Check(Delegate answer)
    {
        var verdict = base.Check(answer);
        if (verdict.Status != ExerciseStatus.NotYet || Convert(answer) is not { } kernel || FaultOf(kernel) is not { } fault) return verdict;
        var known = Mistakes.FirstOrDefault(mistake => FaultOf(mistake.Wrong) is { } other && Outline(other) == Outline(fault));
        return new(ExerciseStatus.NotYet, Id, Title,
            known?.Message ?? "The emulation stopped your kernel. A card would have gone on, with wrong numbers, or waited for ever.", fault);
    }

    /// <summary>A case that launches the kernel on a fresh device and returns what its arrays hold then.</summary>
    protected static TestCase<TAnswer> Launch(string name, Func<TAnswer, Accelerator, object?> run) => new(name, kernel =>
    {
        try
        {
            return run(kernel, EmulatedGpu.Create(checks: true));
        }
        catch (KernelException error) when (error.InnerException is YourTurnException stub)
        {
            throw stub;
        }
    });

    /// <summary>What the emulation says to a kernel, or null where nothing stops it.</summary>
    private string? FaultOf(TAnswer kernel)
    {
        foreach (var test in Cases)
            try
            {
                test.Run(kernel);
            }
            catch (KernelException error)
            {
                return error.Message;
            }
            catch (Exception)
            {
                return null; // no matter for the emulation: the check has told it
            }
        return null;
    }

    // Two faults are of one kind when they differ only in names, items, indices and lines.
    private static string Outline(string fault) => Varying().Replace(fault[(fault.IndexOf(':', StringComparison.Ordinal) + 1)..], "");

    [GeneratedRegex(@"'[^']*'|\(\d+, \d+\)|\d+| in [^ ,]+\.cs| in cell ")]
    private static partial Regex Varying();
}
