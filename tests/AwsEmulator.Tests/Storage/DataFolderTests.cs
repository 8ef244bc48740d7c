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

    [Theory]
    [InlineData("state.db", "")]
    [InlineData("state.db-wal", "garbage that is longer than the header of a log")]
    public void A_database_that_has_lost_its_content_is_not_taken_for_a_new_one(string file, string content)
    {
        using var folder = DataFolder.Lock(_folder.Path);
        Directory.CreateDirectory(folder.ObjectsFolder);
        File.WriteAllText(_folder[file], content);
        var exception = Assert.Throws<StorageUnavailableException>(folder.CheckDatabase);
        Assert.Equal(StorageError.Unreadable, exception.Error);
        Assert.Contains(_folder[file], exception.Message, StringComparison.Ordinal);
        Assert.Contains("Restore it from a backup", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_after_a_kill_at_any_moment_is_accepted()
    {
        using var folder = DataFolder.Lock(_folder.Path);
        folder.CheckDatabase();
        // Killed before the first commit.
        await File.WriteAllTextAsync(folder.DatabaseFile, "", TestContext.Current.CancellationToken);
        folder.CheckDatabase();
        await using var database = Database.Open(folder.DatabaseFile);
        await database.WriteAsync(session => session.ExecuteScript("CREATE TABLE t (x)"));
        Directory.CreateDirectory(folder.ObjectsFolder);
        folder.CheckDatabase();
        Assert.NotEqual(0, new FileInfo(folder.DatabaseFile + "-wal").Length);
    }

    [Fact]
    public void The_message_for_clients_does_not_contain_the_path()
    {
        var exception = StorageUnavailableException.From(StorageError.DiskFull, "/home/me/state.db", "detail");
        Assert.Equal(
            "The disk that holds the data folder is full. Free some space and try again. Accepted data is not lost.",
            exception.PublicMessage
        );
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
