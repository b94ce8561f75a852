namespace Notebooks.Jupyter.Zmtp;

/// <summary>The topics, by their first bytes, that a subscriber wants.</summary>
internal sealed class Subscriptions
{
    private readonly Lock gate = new();
    private readonly List<byte[]> topics = [];

    /// <summary>Takes the message of a subscriber: 1 and a topic subscribes, 0 and a topic cancels.</summary>
    public void Take(byte[] message)
    {
        if (message is [1, ..]) Add(message.AsSpan(1));
        else if (message is [0, ..]) Remove(message.AsSpan(1));
    }

    /// <exception cref="ZmtpException">There are too many.</exception>
    public void Add(ReadOnlySpan<byte> topic)
    {
        lock (gate)
        {
            if (topics.Count == ZmtpLimits.Subscriptions) throw new ZmtpException($"more than {ZmtpLimits.Subscriptions} subscriptions");
            topics.Add(topic.ToArray());
        }
    }

    public void Remove(ReadOnlySpan<byte> topic)
    {
        lock (gate)
        {
            for (var i = 0; i < topics.Count; i++)
            {
                if (!topic.SequenceEqual(topics[i])) continue;
                topics.RemoveAt(i);
                return;
            }
        }
    }

    public bool Match(ReadOnlySpan<byte> topic)
    {
        lock (gate)
        {
            foreach (var prefix in topics)
                if (topic.StartsWith(prefix)) return true;
            return false;
        }
    }
}
