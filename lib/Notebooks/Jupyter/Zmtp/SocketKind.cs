namespace Notebooks.Jupyter.Zmtp;

/// <summary>The kinds of socket that a kernel binds.</summary>
internal enum SocketKind { Router, Pub, Rep }

internal static class SocketKinds
{
    public static string WireName(this SocketKind kind) => kind.ToString().ToUpperInvariant();

    public static bool Accepts(this SocketKind kind, string peer) => kind switch
    {
        SocketKind.Pub => peer is "SUB" or "XSUB",
        SocketKind.Rep => peer is "REQ" or "DEALER",
        _ => peer is "DEALER" or "REQ" or "ROUTER",
    };
}
