using System.Diagnostics;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.CompilerServices;

namespace Notebooks.Engine;

/// <summary>Which line of which cell a frame of a stack stands for. Looked up for the frames that are shown only: an endless recursion has
/// a million.</summary>
internal static class CellSymbols
{
    private static readonly ConditionalWeakTable<Assembly, MetadataReaderProvider> Known = [];

    public static void Add(Assembly cell, MemoryStream symbols) =>
        Known.Add(cell, MetadataReaderProvider.FromPortablePdbStream(new MemoryStream(symbols.ToArray())));

    public static bool IsCell(StackFrame frame) => frame.GetMethod()?.Module.Assembly is { } assembly && Known.TryGetValue(assembly, out _);

    /// <returns>The cell, the line and the column, from 1; null where the compiler noted none.</returns>
    public static (string Cell, int Line, int Column)? Of(StackFrame frame)
    {
        if (frame.GetMethod() is not { } method || !Known.TryGetValue(method.Module.Assembly, out var provider)) return null;
        var reader = provider.GetMetadataReader();
        var information = reader.GetMethodDebugInformation(((MethodDefinitionHandle)MetadataTokens.EntityHandle(method.MetadataToken))
            .ToDebugInformationHandle());
        var offset = frame.GetILOffset();
        var points = information.GetSequencePoints().ToList();
        var at = points.FindLastIndex(point => point.Offset <= offset);
        // What the compiler puts before the first line of a function belongs to that line.
        var found = method.Name != "MoveNext" && points.Take(at + 1).All(point => point.IsHidden) ? points.FindIndex(point =>
            !point.IsHidden) : at;
        return found < 0 || points[found].IsHidden ? null
            : (Path.GetFileName(reader.GetString(reader.GetDocument(points[found].Document).Name)), points[found].StartLine,
                points[found].StartColumn);
    }
}
