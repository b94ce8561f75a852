namespace Fuzz;

/// <summary>Makes hostile inputs of valid ones: flips, cuts, repeats, splices, and puts in numbers and words at which readers
/// stumble.</summary>
internal sealed class Mutator(Random random, Target target)
{
    private const int Longest = 1 << 16;

    private static readonly byte[][] s_numbers =
    [
        .. new long[] { 0, 1, -1, 255, 256, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue, 1L << 32, 1L << 62 }
            .SelectMany(value => new[] { BitConverter.GetBytes(value), [.. BitConverter.GetBytes(value).Reverse()],
                BitConverter.GetBytes((int)value), System.Text.Encoding.ASCII.GetBytes($"{value}") }),
        .. new[] { "1e999", "-0", "NaN", "1.5", "\0", "\"", "\\ud800", "\\", "{", "}", "[", "]", ",", "\r", "\n", "null",
            "🦝" }.Select(System.Text.Encoding.UTF8.GetBytes),
        [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80],
    ];

    private readonly byte[][] _seeds = [.. target.Valid];

    public byte[] Next()
    {
        var bytes = _seeds[random.Next(_seeds.Length)];
        if (random.Next(50) == 0) return Noise();
        for (var rounds = 1 << random.Next(5); rounds > 0; rounds--) bytes = Change(bytes);
        return bytes.Length > Longest ? bytes[..Longest] : bytes;
    }

    private byte[] Change(byte[] bytes)
    {
        if (bytes.Length == 0) return Noise();
        var (at, length) = (random.Next(bytes.Length), 1 + random.Next(Math.Min(bytes.Length, 1 << random.Next(1, 10))));
        var end = Math.Min(bytes.Length, at + length);
        switch (random.Next(9))
        {
            case 0:
                byte[] flipped = [.. bytes];
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1:
                byte[] set = [.. bytes];
                random.NextBytes(set.AsSpan(at, end - at));
                return set;
            case 2: return bytes[..at];
            case 3: return [.. bytes[..at], .. bytes[end..]];
            case 4: return [.. bytes[..end], .. bytes[at..]];
            case 5: return [.. bytes[..at], .. Word(), .. bytes[at..]];
            case 6:
                var word = Word();
                return [.. bytes[..at], .. word, .. bytes[Math.Min(bytes.Length, at + word.Length)..]];
            case 7:
                var other = _seeds[random.Next(_seeds.Length)];
                return [.. bytes[..at], .. other[random.Next(other.Length + 1)..]];
            default:
                return Enumerable.Repeat(bytes[at..end], Math.Min(200, Longest / (end - at))).SelectMany(part => part)
                .Concat(bytes[end..]).Prepend(bytes[0]).ToArray();
        }
    }

    private byte[] Word() => target.Words.Count > 0
        && random.Next(2) == 0 ? target.Words[random.Next(target.Words.Count)] : s_numbers[random.Next(s_numbers.Length)];

    private byte[] Noise()
    {
        var noise = new byte[random.Next(300)];
        random.NextBytes(noise);
        return noise;
    }
}
