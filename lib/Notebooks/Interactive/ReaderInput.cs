using Notebooks.Engine;

namespace Notebooks.Interactive;

/// <summary>The console's input while a cell runs: asks the reader for a line in the notebook.</summary>
internal sealed class ReaderInput : TextReader
{
    private readonly Queue<char> _rest = new();
    private Func<string, bool, bool>? _asker;
    private TaskCompletionSource<string>? _answer;

    /// <summary>From now on, questions go this way: with their prompt, and whether it is a password. It says whether the front-end can be
    /// asked at all;
    /// null when nobody can be.</summary>
    public void Begin(Func<string, bool, bool>? ask)
    {
        _rest.Clear();
        Volatile.Write(ref _asker, ask);
    }

    /// <summary>What the reader wrote; null when they closed the question.</summary>
    public void Answer(string? line)
    {
        if (line is not null) Volatile.Read(ref _answer)?.TrySetResult(line);
        else Volatile.Read(ref _answer)?.TrySetException(new InvalidOperationException("This cell asked for a line and got none: its " +
            "input box was closed."));
    }

    /// <summary>Ends a question that waits for its answer.</summary>
    public void Cancel() => Volatile.Read(ref _answer)?.TrySetCanceled();

    /// <exception cref="InvalidOperationException">Nobody can be asked, or nobody answers.</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public override string ReadLine() => Ask("", password: false);

    /// <summary>Asks for a line that has a prompt, or is not shown while it is typed.</summary>
    /// <inheritdoc cref="ReadLine" path="/exception"/>
    public string Ask(string prompt, bool password)
    {
        var ask = Volatile.Read(ref _asker)
            ?? throw new InvalidOperationException("This cell cannot ask for input: the front-end does not offer it, or the cell has ended.");
        CellOutputs.Current?.Flush();
        var question = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _answer, question);
        if (!ask(prompt, password))
            throw new InvalidOperationException("This cell cannot ask for input: the front-end has not opened a channel for it.");
        return question.Task.GetAwaiter().GetResult();
    }

    public override int Read()
    {
        if (_rest.Count == 0)
            foreach (var c in ReadLine() + "\n") _rest.Enqueue(c);
        return _rest.Dequeue();
    }

    public override int Peek() => _rest.TryPeek(out var next) ? next : -1;
}
