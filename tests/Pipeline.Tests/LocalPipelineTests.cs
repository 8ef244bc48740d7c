using PromptToImage.AwsEmulator.Storage;
using PromptToImage.Pipeline.Options;

namespace PromptToImage.Pipeline.Tests;

public sealed class LocalPipelineTests
{
    [Fact]
    public async Task A_failed_start_releases_the_data_folder()
    {
        using var folder = new TemporaryFolder();
        // A folder in place of the log file makes the start fail after the emulator has started.
        Directory.CreateDirectory(folder["functions.log"]);
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() =>
            LocalPipeline.StartAsync(new RunOptions { Port = 0, DataFolder = folder.Path }, TimeProvider.System)
        );
        using var free = DataFolder.Lock(folder.Path);
    }
}
