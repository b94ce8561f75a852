using System.Text;
using System.Text.Json.Nodes;
using Notebooks.Documents;
using Notebooks.Jupyter;

namespace Notebooks.Tests.Jupyter;

public class ConnectionFileTests
{
    [Fact]
    public void Reading_one_takes_ports_and_key_and_lets_nobody_else_read_it()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, Valid().ToJsonString());
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite
            | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        var file = ConnectionFile.Read(path);
        Assert.Equal((5001, 5002, 5003, 5004, 5005), (file.Shell, file.Control, file.Iopub, file.Stdin, file.Heartbeat));
        Assert.Equal("secret", Encoding.UTF8.GetString(file.Key));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        File.Delete(path);
    }

    [Theory]
    [InlineData("ip", "0.0.0.0", "k.json: asks for the address '0.0.0.0'; this kernel listens on this machine only, at 127.0.0.1.")]
    [InlineData("ip", "example", "k.json: asks for the address 'example'; this kernel listens on this machine only, at 127.0.0.1.")]
    [InlineData("transport", "ipc", "k.json: asks for the transport 'ipc'; this kernel offers 'tcp'.")]
    [InlineData("signature_scheme", "hmac-md5", "k.json: asks for the signature scheme 'hmac-md5'; this kernel offers 'hmac-sha256'.")]
    [InlineData("key", "", "k.json: has an empty 'key'; without one, anybody on this machine could run code in the kernel.")]
    [InlineData("key", null, "k.json: has no text 'key'.")]
    [InlineData("shell_port", 70000, "k.json: has no port 'shell_port' between 0 and 65535.")]
    [InlineData("hb_port", "5005", "k.json: has no port 'hb_port' between 0 and 65535.")]
    [InlineData("hb_port", 5001, "k.json: names a port twice.")]
    public void One_that_asks_for_what_we_do_not_do_is_refused_with_the_reason(string name, object? value, string message)
    {
        var json = Valid();
        json[name] = value switch { string text => text, int number => number, _ => null };
        Assert.Equal(message, Assert.Throws<NotebookException>(() =>
            ConnectionFile.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()), "k.json")).Message);
    }

    [Theory]
    [InlineData("", "k.json: is not a connection file: not valid JSON.")]
    [InlineData("{\"ip\"", "k.json: is not a connection file: not valid JSON.")]
    [InlineData("[]", "k.json: is not a connection file: expected a JSON object.")]
    [InlineData("{\"transport\":\"\\ud800\"}", "k.json: is not a connection file: its text is not valid Unicode.")]
    public void A_file_that_is_none_is_refused(string text, string message) =>
        Assert.Equal(message, Assert.Throws<NotebookException>(() => ConnectionFile.Parse(Encoding.UTF8.GetBytes(text), "k.json")).Message);

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.StartsWith("no-such.json: cannot be read: ",
            Assert.Throws<NotebookException>(() => ConnectionFile.Read("no-such.json")).Message, StringComparison.Ordinal);

    private static JsonObject Valid() => new()
    {
        ["ip"] = "127.0.0.1",
        ["transport"] = "tcp",
        ["signature_scheme"] = "hmac-sha256",
        ["key"] = "secret",
        ["shell_port"] = 5001,
        ["control_port"] = 5002,
        ["iopub_port"] = 5003,
        ["stdin_port"] = 5004,
        ["hb_port"] = 5005,
    };
}
