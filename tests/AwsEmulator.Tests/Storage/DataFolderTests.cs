using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Tests.Storage;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_process_at_a_time_can_lock_a_folder_and_the_error_names_it()
    {
        using (DataFolder.Lock(_folder.Path))
        {
            var exception = Assert.Throws<StorageUnavailableException>(() => DataFolder.Lock(_folder.Path));
            Assert.Equal(StorageError.InUse, exception.Error);
            Assert.Contains($"(process {Environment.ProcessId})", exception.Message, StringComparison.Ordinal);
        }

        using var again = DataFolder.Lock(_folder.Path);
    }

    [Fact]
    public void The_error_for_a_path_that_is_a_file_says_what_to_do()
    {
        File.WriteAllText(_folder["file"], "");
        var exception = Assert.Throws<StorageUnavailableException>(() => DataFolder.Lock(_folder["file"]));
        Assert.Equal(StorageError.ReadOnly, exception.Error);
        Assert.Contains("use another data folder", exception.Message, StringComparison.Ordinal);
    }
}
