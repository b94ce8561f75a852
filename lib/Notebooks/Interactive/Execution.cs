using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive.Commands;
using Microsoft.DotNet.Interactive.Events;
using Notebooks.Engine;

namespace Notebooks.Interactive;

/// <summary>A cell on its way through the kernels: the command that a shell sent, and where its outputs go.</summary>
/// <param name="Code">The whole cell.</param>
/// <param name="Cell">Its name in messages.</param>
/// <param name="Sink">The shell.</param>
/// <param name="Cancellation">The reader's interrupt.</param>
internal sealed record Execution(string Code, string Cell, IOutputSink Sink, CancellationToken Cancellation)
{
    private static readonly ConditionalWeakTable<KernelCommand, Execution> Known = [];
    private readonly ConcurrentDictionary<KernelEvent, bool> _delivered = new(ReferenceEqualityComparer.Instance);
    private readonly Lock _gate = new();
    private int _found;

    /// <summary>Why it failed, once it has.</summary>
    public CellError? Error { get; private set; }

    /// <summary>Whether the reader interrupted it.</summary>
    public bool Interrupted { get; set; }

    public static void Remember(KernelCommand command, Execution execution) => Known.Add(command, execution);

    /// <summary>The cell that a command belongs to, which may be one that the cell itself sent.</summary>
    public static Execution? Of(KernelCommand? command)
    {
        for (; command is not null; command = command.Parent)
            if (Known.TryGetValue(command, out var execution)) return execution;
        return null;
    }

    /// <summary>Whether an event tells of an output that the shell already has.</summary>
    public bool IsDelivered(KernelEvent produced) => _delivered.TryRemove(produced, out _);

    public void Deliver(KernelEvent produced) => _delivered[produced] = true;

    public void Fail(CellError error)
    {
        lock (_gate)
        {
            if (Error is not null) return;
            Error = error;
        }
    }

    /// <summary>A part of the cell with as many empty lines above it as it has in the cell; null for code that does not stand in
    /// it.</summary>
    public string? Placed(string part)
    {
        lock (_gate)
        {
            var at = Code.IndexOf(part, _found, StringComparison.Ordinal);
            if (at < 0) return null;
            _found = at + part.Length;
            return at == 0 ? part : new string('\n', Code.AsSpan(0, at).Count('\n')) + part;
        }
    }
}
