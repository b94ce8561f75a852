using System.Globalization;
using System.Text.RegularExpressions;
using DeepLearning.Exercises;
using DeepLearning.Exercises.Checking;
using ILGPU;
using ILGPU.Runtime;
using DeepLearning.Gpu.Checking;

namespace DeepLearning.Gpu.Exercises;

/// <summary>An exercise whose answer is a kernel. The checker runs it; what that refuses is compared with what it refuses in the known mistakes.</summary>
internal abstract partial class KernelDefinition<TAnswer> : Definition<TAnswer> where TAnswer : Delegate
{
    [ThreadStatic] private static List<(string Name, float[] Before, Func<float[]> Now)>? s_given;
    [ThreadStatic] private static List<MemoryBuffer>? s_memory;

    /// <inheritdoc/>
    protected override bool KeepsStatic => true;

    /// <summary>A kernel stays the static method that it is; <see cref="Launch"/> looks at its inputs.</summary>
    protected override TAnswer Watched(TAnswer function, Watch watch) => function;

    /// <summary>Who did the work matters only where the result, the first part, is right.</summary>
    protected override bool IsSame(Run run, Answer mistaken) =>
        run.Got.Parts is [var got, ..] && mistaken.Parts is [var other, ..] && !got.Equals(run.Right.Parts[0]) ? got.Equals(other) : base.IsSame(run, mistaken);

    /// <inheritdoc/>
    public override Verdict Check(Delegate answer)
    {
        var verdict = base.Check(answer);
        if (verdict.Status != ExerciseStatus.NotYet || Convert(answer) is not { } kernel || FaultOf(kernel) is not { } fault) return verdict;
        if (fault.Error is ChangedInputException) return new(ExerciseStatus.NotYet, Id, Title, fault.Error.Message, Cases[fault.Case].Name);
        var known = Mistakes.FirstOrDefault(mistake => FaultOf(mistake.Wrong) is { } other
            && other.Case == fault.Case && Outline(other.Error.Message) == Outline(fault.Error.Message));
        return new(ExerciseStatus.NotYet, Id, Title, known?.Message ?? Kind(fault.Error), $"{Cases[fault.Case].Name}: {fault.Error.Message}");
    }

    /// <summary>A case that launches the kernel on a fresh device and returns what its arrays hold then.</summary>
    protected static TestCase<TAnswer> Launch(string name, Func<TAnswer, KernelChecker, object?> run) => new(name, kernel =>
    {
        (s_given, s_memory) = ([], []);
        try
        {
            var result = run(kernel, new KernelChecker(Simulator.Accelerator));
            foreach (var (input, before, now) in s_given)
                if (before.Zip(now()).Select((pair, at) => (pair, at)).FirstOrDefault(t => !t.pair.First.Equals(t.pair.Second)) is { pair: not (0, 0) } change)
                    throw new ChangedInputException(string.Create(CultureInfo.InvariantCulture,
                        $"Your function changed its argument '{input}': {input}[{change.at}] was {change.pair.First} and is {change.pair.Second} afterwards. It only gives the numbers; write the result elsewhere."));
            return result;
        }
        catch (KernelException error) when (error.InnerException is YourTurnException stub)
        {
            throw stub;
        }
        finally
        {
            foreach (var buffer in s_memory) buffer.Dispose();
        }
    });

    /// <summary>A view of numbers that the kernel must leave as they are.</summary>
    protected static ArrayView<float> Given(string name, float[] values)
    {
        var buffer = Allocate(values);
        s_given!.Add((name, values, () => buffer.GetAsArray1D()));
        return buffer.View;
    }

    /// <summary>An array of the device with these numbers.</summary>
    protected static MemoryBuffer1D<float, Stride1D.Dense> Allocate(float[] values)
    {
        var buffer = Simulator.Accelerator.Allocate1D(values);
        s_memory!.Add(buffer);
        return buffer;
    }

    /// <summary>An array of the device of which nobody has written anything. It does not look like a result.</summary>
    protected static MemoryBuffer1D<float, Stride1D.Dense> Allocate(int length)
    {
        var values = new float[length];
        Array.Fill(values, float.NaN);
        return Allocate(values);
    }

    /// <summary>What stops a kernel, and in which case; null where nothing does.</summary>
    private (int Case, Exception Error)? FaultOf(TAnswer kernel)
    {
        for (var i = 0; i < Cases.Count; i++)
            try
            {
                Cases[i].Run(kernel);
            }
            catch (Exception error) when (error is KernelException or ChangedInputException)
            {
                return (i, error);
            }
            catch (Exception error) when (error is not (OperationCanceledException or ThreadInterruptedException))
            {
                return null; // no matter for the checker: the exercise has told it
            }
        return null;
    }

    /// <summary>What kind of mistake the checker has met, where it is none of the known ones.</summary>
    private static string Kind(Exception error) => error.Message switch
    {
        var m when error is KernelException { InnerException: { } inner } => Thrown.Of(inner, m.Split(':')[0]),
        var m when m.Contains("have left the kernel", StringComparison.Ordinal) || m.Contains("has left the kernel", StringComparison.Ordinal) =>
            "Some items of a group leave while others wait at a barrier. Is there a return before it, or does it stand inside an if that only some enter? Every item must meet every barrier.",
        var m when m.Contains("others of its group at", StringComparison.Ordinal) =>
            "Items of one group wait at different barriers: a barrier stands inside an if or a loop that only some enter. Move it out, so that all meet it.",
        var m when m.Contains("no barrier reaches across groups", StringComparison.Ordinal) || m.Contains("Let one item own", StringComparison.Ordinal) =>
            "Two items use the same number, and nothing puts them in order: a race. Let one item own each result.",
        var m when m.Contains("a race", StringComparison.Ordinal) =>
            "A barrier is missing: within a group, one item uses a number that another one writes, and nothing puts them in order.",
        var m when m.Contains("nobody has written", StringComparison.Ordinal) =>
            "An item reads a number of shared memory before anybody has written it: a barrier is missing between, or some items have put nothing there.",
        var m when m.Contains("known only inside a kernel", StringComparison.Ordinal) =>
            "This kernel is launched without groups: Index1D i is all that an item knows, and there are no barriers and no shared memory. Let each item do its own part.",
        var m when m.Contains("which has", StringComparison.Ordinal) =>
            "An index lies outside an array. Which items have no element, does a guard keep them out (i < length, not <=), and is the place computed right?",
        _ => "The checker stopped your kernel. A card would have gone on, with wrong numbers, or waited for ever.",
    };

    // Two faults are of one kind when they differ only in names, items, indices and lines.
    private static string Outline(string fault) => Varying().Replace(fault[(fault.IndexOf(':', StringComparison.Ordinal) + 1)..], "");

    [GeneratedRegex(@"'[^']*'|\(\d+, \d+\)|\d+|the \w+ barrier of \w+")]
    private static partial Regex Varying();
}

/// <summary>A kernel wrote into an array that it was only to read.</summary>
internal sealed class ChangedInputException(string message) : Exception(message);
