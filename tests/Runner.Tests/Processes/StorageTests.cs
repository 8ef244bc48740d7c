using System.Text.Json;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.Runner.Tests.Processes;

/// <summary>Storage that fails while the program runs: the error is clear, and no accepted prompt is lost.</summary>
public sealed class StorageTests : IDisposable
{
    private const int MoreThanFits = 200;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_full_disk_rejects_prompts_and_keeps_the_accepted_ones()
    {
        await using var runner = StartOn(PrivateMount.NearlyFull);
        using var client = new RunnerClient(await runner.Endpoint);
        var taken = 0;
        var exception = await Assert.ThrowsAsync<JsonException>(async () =>
        {
            for (; taken < MoreThanFits; taken++)
            {
                await client.SendAsync(new string('x', 50_000), delaySeconds: 900);
            }
        });
        Assert.Contains("answered 503", exception.Message, StringComparison.Ordinal);
        Assert.Contains("is full", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Free some space and try again. Accepted data is not lost.", exception.Message, StringComparison.Ordinal);

        File.Delete(Path.Combine(PrivateMount.Inside(runner, _folder.Path), "filler"));
        Assert.Equal(taken, await client.DelayedAsync());
        await client.SendAsync("A croissant");
        await Condition.BecomesTrueAsync(async () => await client.CountAsync("SUCCEEDED") == 1);
    }

    [Fact]
    public async Task A_full_disk_rejects_objects_without_a_path_of_this_machine()
    {
        await using var runner = StartOn(PrivateMount.NearlyFull);
        using var http = new HttpClient { BaseAddress = await runner.Endpoint };
        using var bucket = await http.PutAsync("/photos", null, TestContext.Current.CancellationToken);
        Assert.True(bucket.IsSuccessStatusCode);
        using var large = new HttpRequestMessage(HttpMethod.Put, "/photos/large") { Content = new ByteArrayContent(new byte[3_500_000]) };
        large.Headers.ExpectContinue = true;
        using var rejected = await http.SendAsync(large, TestContext.Current.CancellationToken);
        var error = await rejected.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(503, (int)rejected.StatusCode);
        Assert.Contains("<Code>ServiceUnavailable</Code>", error, StringComparison.Ordinal);
        Assert.Contains("is full. Free some space and try again.", error, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Path, error, StringComparison.Ordinal);
        using var small = new ByteArrayContent(new byte[10_000]);
        using var accepted = await http.PutAsync("/photos/small", small, TestContext.Current.CancellationToken);
        Assert.True(accepted.IsSuccessStatusCode);
    }

    [Fact]
    public async Task A_full_disk_is_an_error_at_the_start()
    {
        await using var runner = StartOn(PrivateMount.Full);
        var outcome = await runner.EndAsync();
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        var error = Assert.Single(outcome.Errors.TrimEnd('\n').Split('\n'));
        Assert.Contains("is full", error, StringComparison.Ordinal);
        Assert.Contains("Free some space and try again.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_database_with_data_beside_it_is_an_error_at_the_start()
    {
        Assert.Equal(0, (await RunnerProcess.RunAsync("--port", "0", "--data", _folder.Path, "--once", "A croissant")).ExitCode);
        var database = Path.Combine(_folder.Path, "state.db");
        await File.WriteAllTextAsync(database, "", TestContext.Current.CancellationToken);
        var outcome = await RunnerProcess.RunAsync("--port", "0", "--data", _folder.Path);
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains($"{database} cannot be read (it is empty, but it had data)", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_only_disk_is_an_error_at_the_start()
    {
        PrivateMount.SkipWhereItCannotBe(_folder.Path);
        await using var runner = RunnerProcess.StartThrough(PrivateMount.ReadOnly(_folder.Path), "--port", "0", "--data", _folder.Path);
        var outcome = await runner.EndAsync();
        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains("cannot be written", Assert.Single(outcome.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_another_program_locks_rejects_prompts_until_it_is_released()
    {
        await using var runner = RunnerProcess.Start("--port", "0", "--data", _folder.Path);
        using var client = new RunnerClient(await runner.Endpoint);
        var held = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        await using (var other = Database.Open(Path.Combine(_folder.Path, "state.db")))
        {
            var holding = other.WriteAsync(_ =>
            {
                held.SetResult();
                release.Task.Wait(TestContext.Current.CancellationToken);
            });
            await held.Task;
            var exception = await Assert.ThrowsAsync<JsonException>(() => client.SendAsync("Rejected"));
            Assert.Contains("is in use by another process", exception.Message, StringComparison.Ordinal);
            release.SetResult();
            await holding;
        }

        await client.SendAsync("A croissant");
        await Condition.BecomesTrueAsync(async () => await client.IsIdleAsync() && await client.CountAsync("SUCCEEDED") == 1);
    }

    [Fact]
    public async Task A_mail_folder_that_cannot_be_written_is_reported_and_the_next_start_writes_the_e_mails()
    {
        var mail = Path.Combine(_folder.Path, "mail");
        await File.WriteAllTextAsync(mail, "no folder", TestContext.Current.CancellationToken);
        var outcome = await RunnerProcess.RunAsync("--port", "0", "--data", _folder.Path, "--once", "A croissant");
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("warning: Could not deliver e-mails", outcome.Errors, StringComparison.Ordinal);
        Assert.Contains("They are kept", outcome.Errors, StringComparison.Ordinal);

        File.Delete(mail);
        await using var again = RunnerProcess.Start("--port", "0", "--data", _folder.Path);
        await again.Endpoint;
        await Condition.BecomesTrueAsync(() =>
            Directory.Exists(mail) && Directory.GetFiles(mail, "*.eml", SearchOption.AllDirectories).Length == 1
        );
    }

    /// <summary>Starts the runner with its data on a small disk. Skips the test where there can be no such disk.</summary>
    private RunnerProcess StartOn(Func<string, string[]> mount)
    {
        PrivateMount.SkipWhereItCannotBe(_folder.Path);
        return RunnerProcess.StartThrough(mount(_folder.Path), "--port", "0", "--data", Path.Combine(_folder.Path, "data"));
    }
}
