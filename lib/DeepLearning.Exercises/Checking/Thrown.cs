using System.Diagnostics;
using DeepLearning.Tensors;

namespace DeepLearning.Exercises.Checking;

/// <summary>Words for an exception that an answer threw: in which of the reader's lines, and what it most likely means.</summary>
internal static class Thrown
{
    public static string Of(Exception error, string test) =>
        $"Your function threw {error.GetType().Name}{Line(error)} for {test}: {error.Message.TrimEnd('.')}.{Cause(error)}";

    /// <summary>The innermost line that the reader wrote; empty where the host keeps none.</summary>
    private static string Line(Exception error)
    {
        foreach (var frame in new StackTrace(error, fNeedFileInfo: true).GetFrames())
            if (frame.GetFileLineNumber() is > 0 and var line && frame.GetFileName() is { } file && !IsOurs(frame))
                return $" in line {line} of {Path.GetFileName(file)}";
        return "";
    }

    private static bool IsOurs(StackFrame frame) => frame.GetMethod()?.Module.Assembly is { } assembly
        && (assembly == typeof(Thrown).Assembly || assembly == typeof(Tensor).Assembly || assembly.GetName().Name is { } name
            && (name.StartsWith("System", StringComparison.Ordinal) || name is "MathNet.Numerics" or "DeepLearning.Gpu" or "ILGPU"));

    private static string Cause(Exception error) => error switch
    {
        IndexOutOfRangeException or ArgumentOutOfRangeException =>
            " An index is below 0 or beyond the last place, length − 1. Does a loop run to <= where < belongs, are two indices " +
                "exchanged, or does it look over an edge?",
        NullReferenceException =>
            " Something there is null: an object that was never made, or the Grad of a tensor for which Backward has computed none.",
        DivideByZeroException => " A whole number was divided by the whole number 0: which count can be 0 here?",
        OverflowException =>
            " A whole number grew too large, or the length of a new array came out negative: which difference can be below 0 here?",
        InvalidCastException => " A value is of another type than the cast says.",
        NotImplementedException => " A throw is left where code belongs.",
        KeyNotFoundException => " The key was never put into the dictionary.",
        ShapeException => " Compare these shapes with those that the exercise gives: is a transpose missing, or an axis that Sum or " +
            "Mean has dropped (keepAxis: true)?",
        InvalidOperationException when error.Message.StartsWith("Sequence contains no", StringComparison.Ordinal) =>
            " A list was empty there, and an empty one has no average, largest or first element.",
        ArgumentException when error.Message.Contains("dimensions", StringComparison.OrdinalIgnoreCase) =>
            " The shapes of two matrices do not fit: is a transpose missing, or do the factors stand in the wrong order?",
        _ => "",
    };
}
