using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Notebooks.Jupyter.Messaging;

namespace Notebooks.Jupyter;

/// <summary>The cells that ran, for front-ends that offer them again.</summary>
internal sealed class History
{
    private const int MaxEntries = 1000;
    private readonly Queue<(int Line, string Input, string? Output)> _entries = new();

    public void Add(int line, string input, string? output)
    {
        _entries.Enqueue((line, input, output));
        if (_entries.Count > MaxEntries) _entries.Dequeue();
    }

    /// <param name="request">Content of a <c>history_request</c>.</param>
    /// <returns>Content of its reply.</returns>
    public JsonObject Reply(JsonObject request)
    {
        var withOutput = Message.Flag(request, "output", otherwise: false);
        var most = Math.Max(0, Message.Number(request, "n", MaxEntries));
        var found = Message.Text(request, "hist_access_type") switch
        {
            "range" => Range(request),
            "search" => Search(request).TakeLast(most),
            _ => _entries.TakeLast(most),
        };
        return new JsonObject
        {
            ["status"] = "ok",
            ["history"] = new JsonArray([.. found.Select(entry =>
                new JsonArray(0, entry.Line, withOutput ? new JsonArray(entry.Input, entry.Output) : entry.Input))]),
        };
    }

    // There is one session, the running one, which clients call 0.
    private IEnumerable<(int Line, string Input, string? Output)> Range(JsonObject request)
    {
        int start = Message.Number(request, "start", 0), stop = Message.Number(request, "stop", int.MaxValue);
        return Message.Number(request, "session", 0) == 0 ? _entries.Where(entry => entry.Line >= start && entry.Line < stop) : [];
    }

    private IEnumerable<(int Line, string Input, string? Output)> Search(JsonObject request)
    {
        var pattern = Regex.Escape(Message.Text(request, "pattern") ?? "*").Replace("\\*", ".*", StringComparison.Ordinal)
            .Replace("\\?", ".", StringComparison.Ordinal);
        var glob = new Regex($"^{pattern}$", RegexOptions.Singleline | RegexOptions.NonBacktracking);
        var matches = _entries.Where(entry => glob.IsMatch(entry.Input));
        return Message.Flag(request, "unique", otherwise: false) ? matches.Reverse().DistinctBy(entry => entry.Input).Reverse() : matches;
    }
}
