namespace Notebooks.Jupyter.Zmtp;

/// <summary>What one peer may take of this process.</summary>
internal static class ZmtpLimits
{
    public const int MessageBytes = 64 << 20;
    public const int MessageFrames = 64;
    public const int CommandBytes = 4 << 10;
    public const int Subscriptions = 256;
    public const int Connections = 64;

    /// <summary>What may wait to be sent to a peer; a single larger message is let through.</summary>
    public const int QueuedBytes = 8 << 20;

    public static TimeSpan Handshake { get; } = TimeSpan.FromSeconds(10);

    /// <summary>How long, in all, a peer whose queue is full may hold up whoever has something to say.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(1);
}
