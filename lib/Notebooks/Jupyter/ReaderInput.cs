using System.Text.Json.Nodes;
using Notebooks.Engine;
using Notebooks.Jupyter.Messaging;

namespace Notebooks.Jupyter;

/// <summary>The console's input while a cell runs: asks the reader for a line in the notebook.</summary>
internal sealed class ReaderInput : TextReader
{
    private readonly Channels channels;
    private readonly Queue<char> rest = new();
    private Request? asker;
    private TaskCompletionSource<string>? answer;

    public ReaderInput(Channels channels)
    {
        this.channels = channels;
        channels.InputReceived += Take;
    }

    /// <summary>From now on, questions go to whoever sent <paramref name="request"/>; null when nobody can be asked.</summary>
    public void Begin(Request? request)
    {
        rest.Clear();
        Volatile.Write(ref asker, request);
    }

    /// <summary>Ends a question that waits for its answer.</summary>
    public void Cancel() => Volatile.Read(ref answer)?.TrySetCanceled();

    /// <exception cref="InvalidOperationException">Nobody can be asked.</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public override string ReadLine() => Ask("", password: false);

    /// <summary>Asks for a line that has a prompt, or is not shown while it is typed.</summary>
    /// <inheritdoc cref="ReadLine" path="/exception"/>
    public string Ask(string prompt, bool password)
    {
        var request = Volatile.Read(ref asker) ?? throw new InvalidOperationException("This cell cannot ask for input: the front-end does not offer it, or the cell has ended.");
        CellOutputs.Current?.Flush();
        var question = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref answer, question);
        if (!channels.Ask(request, new JsonObject { ["prompt"] = prompt, ["password"] = password }))
            throw new InvalidOperationException("This cell cannot ask for input: the front-end has not opened a channel for it.");
        return question.Task.GetAwaiter().GetResult();
    }

    public override int Read()
    {
        if (rest.Count == 0)
            foreach (var c in ReadLine() + "\n") rest.Enqueue(c);
        return rest.Dequeue();
    }

    public override int Peek() => rest.TryPeek(out var next) ? next : -1;

    private void Take(Message reply) => Volatile.Read(ref answer)?.TrySetResult(Message.Text(reply.Content, "value") ?? "");
}
