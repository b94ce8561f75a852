namespace DeepLearning.Serialization;

/// <summary>Writes a file completely or not at all.</summary>
/// <remarks>
/// The bytes go into a hidden temporary file of the same folder, are flushed to the disk, and only then take the place of the old file in
/// one step. Whoever reads
/// sees the old or the new file, whole; a process that is killed while saving leaves at most that temporary file behind.
/// </remarks>
internal static class AtomicFile
{
    private static int s_count;

    /// <summary>Writes a text in UTF-8.</summary>
    public static void Write(string path, string text) => Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Writes what the action writes; if it throws, the old file stays and nothing else is left.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var full = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(full) ?? throw new ArgumentException($"'{path}' is a folder, not a file.", nameof(path));
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $".{Path.GetFileName(full)}.{Environment.ProcessId}-{Interlocked.Increment(ref s_count)}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
