using System.Globalization;
using System.Security.Cryptography;

namespace Notebooks.Jupyter.Messaging;

/// <summary>Signs messages with HMAC-SHA256 and checks the signatures of others, each of which is good for one use.</summary>
internal sealed class Signer(byte[] key)
{
    private const int Remembered = 1 << 16;
    private const int SignatureCharacters = 2 * HMACSHA256.HashSizeInBytes;
    private readonly Lock _gate = new();
    // Half of a signature tells messages apart as well as the whole, and thousands of them take little room.
    private readonly HashSet<UInt128> _seen = [];
    private readonly Queue<UInt128> _order = new();

    /// <param name="parts">Header, parent, metadata and content.</param>
    public byte[] Sign(IEnumerable<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (var part in parts) hash.AppendData(part);
        return System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <exception cref="MessageException">Whoever sent this does not have the key, or sends what was sent before.</exception>
    public void Check(byte[] signature, IEnumerable<byte[]> parts)
    {
        if (signature.Length == 0) throw new MessageException("it is not signed");
        if (signature.Length != SignatureCharacters || !CryptographicOperations.FixedTimeEquals(signature, Sign(parts)))
            throw new MessageException("its signature is wrong");
        lock (_gate)
        {
            var half = UInt128.Parse(System.Text.Encoding.ASCII.GetString(signature, 0, 32), NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture);
            if (!_seen.Add(half)) throw new MessageException("it was received before");
            _order.Enqueue(half);
            if (_order.Count > Remembered) _seen.Remove(_order.Dequeue());
        }
    }
}
