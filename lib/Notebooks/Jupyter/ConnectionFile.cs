using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Notebooks.Documents;

namespace Notebooks.Jupyter;

/// <summary>Where a client expects its kernel, and the key that both sign with.</summary>
internal sealed record ConnectionFile(IPAddress Address, int Shell, int Control, int Iopub, int Stdin, int Heartbeat, byte[] Key)
{
    private const int MaxBytes = 64 << 10;

    /// <exception cref="NotebookException">It cannot be read, or says what this kernel will not do; the message tells what.</exception>
    public static ConnectionFile Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxBytes) throw Wrong(path, "is too large to be a connection file");
            KeepPrivate(path);
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NotebookException($"{path}: cannot be read: {error.Message}", error);
        }
    }

    internal static ConnectionFile Parse(byte[] text, string path)
    {
        if (Json(text, path) is not JsonObject json) throw Wrong(path, "is not a connection file: expected a JSON object");
        string Text(string name) => json[name] is JsonValue value
            && value.TryGetValue(out string? found) ? found : throw Wrong(path, $"has no text '{name}'");
        int Port(string name) => json[name] is JsonValue value && value.TryGetValue(out int port) && port is >= 0 and <= IPEndPoint.MaxPort
            ? port : throw Wrong(path, $"has no port '{name}' between 0 and {IPEndPoint.MaxPort}");

        if (Text("transport") != "tcp") throw Wrong(path, $"asks for the transport '{Text("transport")}'; this kernel offers 'tcp'");
        if (Text("signature_scheme") != "hmac-sha256")
            throw Wrong(path, $"asks for the signature scheme '{Text("signature_scheme")}'; this kernel offers 'hmac-sha256'");
        if (Text("key").Length == 0) throw Wrong(path,
            "has an empty 'key'; without one, anybody on this machine could run code in the kernel");
        var connection = new ConnectionFile(Loopback(Text("ip"), path),
            Port("shell_port"), Port("control_port"), Port("iopub_port"), Port("stdin_port"), Port("hb_port"),
                Encoding.UTF8.GetBytes(Text("key")));
        int[] ports = [.. new[] { connection.Shell, connection.Control, connection.Iopub, connection.Stdin,
            connection.Heartbeat }.Where(port => port > 0)];
        return ports.Distinct().Count() == ports.Length ? connection : throw Wrong(path, "names a port twice");
    }

    private static JsonNode? Json(byte[] text, string path)
    {
        try
        {
            return StrictJson.Parse(text, maxDepth: 8);
        }
        catch (JsonException error)
        {
            throw Wrong(path, "is not a connection file: " +
                $"{(error.InnerException is InvalidOperationException ? error.Message : "not valid JSON")}");
        }
    }

    private static IPAddress Loopback(string ip, string path)
    {
        if (ip == "localhost") return IPAddress.Loopback;
        return IPAddress.TryParse(ip, out var address) && IPAddress.IsLoopback(address) ? address
            : throw Wrong(path, $"asks for the address '{ip}'; this kernel listens on this machine only, at 127.0.0.1");
    }

    // Whoever can read the key can run code as this user.
    private static void KeepPrivate(string path)
    {
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows()) return;
        var mode = File.GetUnixFileMode(path);
        if ((mode & ~owner) != 0) File.SetUnixFileMode(path, mode & owner);
    }

    private static NotebookException Wrong(string path, string what) => new($"{path}: {what}.");
}
