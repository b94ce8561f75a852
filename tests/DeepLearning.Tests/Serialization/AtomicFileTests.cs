using DeepLearning.Serialization;

namespace DeepLearning.Tests.Serialization;

public class AtomicFileTests
{
    private static readonly byte[] Old = [1, 2, 3], New = [.. Enumerable.Range(0, 200).Select(i => (byte)i)];

    [Fact]
    public void A_save_that_fails_at_any_byte_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["x"], Old);
        for (var good = 0; good <= New.Length; good++)
        {
            Assert.Throws<IOException>(() => AtomicFile.Write(folder["x"], stream =>
            {
                for (var i = 0; i < good; i++) stream.WriteByte(New[i]);
                stream.Flush();
                throw new IOException("no space left");
            }));
            Assert.Equal(Old, File.ReadAllBytes(folder["x"]));
            Assert.Equal(["x"], folder.Files);
        }
        AtomicFile.Write(folder["x"], stream => stream.Write(New));
        Assert.Equal(New, File.ReadAllBytes(folder["x"]));
    }

    [Fact]
    public void The_old_file_is_there_until_the_last_byte_is_written()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["x"], Old);
        AtomicFile.Write(folder["x"], stream =>
        {
            foreach (var value in New)
            {
                stream.WriteByte(value);
                stream.Flush();
                Assert.Equal(Old, File.ReadAllBytes(folder["x"]));
            }
        });
        Assert.Equal(["x"], folder.Files);
    }

    [Fact]
    public void Folders_are_made_and_two_saves_at_once_leave_one_whole_file()
    {
        using var folder = new TemporaryFolder();
        var path = folder[Path.Combine("deep", "er", "x")];
        Parallel.For(0, 20, i => AtomicFile.Write(path, stream =>
        {
            for (var k = 0; k < 1000; k++) stream.WriteByte((byte)i);
        }));
        Assert.Single(File.ReadAllBytes(path).Distinct());
        Assert.Equal(1000, new FileInfo(path).Length);
        Assert.Single(folder.Files);
    }
}
