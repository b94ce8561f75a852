namespace Notebooks.Jupyter.Zmtp;

/// <summary>The topics, by their first bytes, that a subscriber wants.</summary>
internal sealed class Subscriptions
{
    private readonly Lock _gate = new();
    private readonly List<byte[]> _topics = [];

    /// <summary>Takes the message of a subscriber: 1 and a topic subscribes, 0 and a topic cancels.</summary>
    public void Take(byte[] message)
    {
        if (message is [1, ..]) Add(message.AsSpan(1));
        else if (message is [0, ..]) Remove(message.AsSpan(1));
    }

    /// <exception cref="ZmtpException">There are too many.</exception>
    public void Add(ReadOnlySpan<byte> topic)
    {
        lock (_gate)
        {
            if (_topics.Count == ZmtpLimits.Subscriptions) throw new ZmtpException($"more than {ZmtpLimits.Subscriptions} subscriptions");
            _topics.Add(topic.ToArray());
        }
    }

    public void Remove(ReadOnlySpan<byte> topic)
    {
        lock (_gate)
        {
            for (var i = 0; i < _topics.Count; i++)
            {
                if (!topic.SequenceEqual(_topics[i])) continue;
                _topics.RemoveAt(i);
                return;
            }
        }
    }

    public bool Match(ReadOnlySpan<byte> topic)
    {
        lock (_gate)
        {
            foreach (var prefix in _topics)
                if (topic.StartsWith(prefix)) return true;
            return false;
        }
    }
}
