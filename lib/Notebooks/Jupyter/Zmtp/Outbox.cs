using System.Diagnostics;
using System.Threading.Channels;

namespace Notebooks.Jupyter.Zmtp;

/// <summary>What waits to be sent to one peer, up to a limit in bytes.</summary>
internal sealed class Outbox
{
    private readonly object gate = new();
    private readonly Channel<byte[]> queue = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private TimeSpan waited;
    private long bytes;
    private bool closed;

    public ChannelReader<byte[]> Waiting => queue.Reader;

    /// <summary>Adds a message; where the outbox is full, waits until the peer has taken some, but for one backlog no
    /// longer in all than <see cref="ZmtpLimits.Patience"/>.</summary>
    /// <returns>False when patience is at an end: the peer is too slow, or gone.</returns>
    public bool Post(byte[] wire)
    {
        lock (gate)
        {
            while (!closed && bytes > 0 && bytes + wire.Length > ZmtpLimits.QueuedBytes)
            {
                if (waited >= ZmtpLimits.Patience) return false;
                var since = Stopwatch.GetTimestamp();
                Monitor.Wait(gate, ZmtpLimits.Patience - waited);
                waited += Stopwatch.GetElapsedTime(since);
            }
            if (!closed)
            {
                bytes += wire.Length;
                queue.Writer.TryWrite(wire);
            }
            return true;
        }
    }

    public void Sent(byte[] wire)
    {
        lock (gate)
        {
            bytes -= wire.Length;
            if (bytes == 0) waited = TimeSpan.Zero;
            Monitor.PulseAll(gate);
        }
    }

    public void Close()
    {
        lock (gate)
        {
            closed = true;
            queue.Writer.TryComplete();
            Monitor.PulseAll(gate);
        }
    }
}
