using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Tests.Storage;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_belongs_to_one_process_at_a_time_and_the_refusal_names_it()
    {
        using (DataFolder.Lock(_folder.Path))
        {
            var refusal = Assert.Throws<StorageUnavailableException>(() => DataFolder.Lock(_folder.Path));
            Assert.Equal(StorageFault.InUse, refusal.Fault);
            Assert.Contains($"(process {Environment.ProcessId})", refusal.Message, StringComparison.Ordinal);
        }

        using var again = DataFolder.Lock(_folder.Path);
    }

    [Fact]
    public void A_path_that_is_a_file_is_refused_with_what_to_do()
    {
        File.WriteAllText(_folder["file"], "");
        var refusal = Assert.Throws<StorageUnavailableException>(() => DataFolder.Lock(_folder["file"]));
        Assert.Equal(StorageFault.ReadOnly, refusal.Fault);
        Assert.Contains("name another data folder", refusal.Message, StringComparison.Ordinal);
    }
}
