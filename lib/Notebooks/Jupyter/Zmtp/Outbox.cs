using System.Diagnostics;
using System.Threading.Channels;

namespace Notebooks.Jupyter.Zmtp;

/// <summary>What waits to be sent to one peer, up to a limit in bytes.</summary>
internal sealed class Outbox
{
    private readonly object _gate = new();
    private readonly Channel<byte[]> _queue = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true });
    private TimeSpan _waited;
    private long _bytes;
    private bool _closed;

    public ChannelReader<byte[]> Waiting => _queue.Reader;

    /// <summary>Adds a message; where the outbox is full, waits until the peer has taken some, but for one backlog no
    /// longer in all than <see cref="ZmtpLimits.Patience"/>.</summary>
    /// <returns>False when patience is at an end: the peer is too slow, or gone.</returns>
    public bool Post(byte[] wire)
    {
        lock (_gate)
        {
            while (!_closed && _bytes > 0 && _bytes + wire.Length > ZmtpLimits.QueuedBytes)
            {
                if (_waited >= ZmtpLimits.Patience) return false;
                var since = Stopwatch.GetTimestamp();
                Monitor.Wait(_gate, ZmtpLimits.Patience - _waited);
                _waited += Stopwatch.GetElapsedTime(since);
            }
            if (!_closed)
            {
                _bytes += wire.Length;
                _queue.Writer.TryWrite(wire);
            }
            return true;
        }
    }

    public void Sent(byte[] wire)
    {
        lock (_gate)
        {
            _bytes -= wire.Length;
            if (_bytes == 0) _waited = TimeSpan.Zero;
            Monitor.PulseAll(_gate);
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            _queue.Writer.TryComplete();
            Monitor.PulseAll(_gate);
        }
    }
}
