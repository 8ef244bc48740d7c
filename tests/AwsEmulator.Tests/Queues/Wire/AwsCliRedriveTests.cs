using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace PromptToImage.AwsEmulator.Tests.Queues.Wire;

/// <summary>The commands for a redrive in docs/operations.md, run by the AWS CLI. Skipped where it is not installed.</summary>
public sealed class AwsCliRedriveTests : IAsyncLifetime
{
    private const string Source = "arn:aws:sqs:us-east-1:000000000000:dead";
    private const string Destination = "arn:aws:sqs:us-east-1:000000000000:work";

    private readonly TemporaryFolder _folder = new();
    private Emulator _emulator = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _emulator = await Emulator.StartAsync(new EmulatorOptions { DataFolder = _folder.Path, Port = 0 }, Cancellation);

    public async ValueTask DisposeAsync()
    {
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_documented_command_moves_messages_that_were_sent_to_the_dead_letter_queue()
    {
        await SendDirectlyAsync();
        await RunAsync(Documented("start-message-move-task"));
        var task = await EndedAsync();
        Assert.Equal("COMPLETED", task["Status"]!.GetValue<string>());
        Assert.Equal(1, task["ApproximateNumberOfMessagesMoved"]!.GetValue<int>());
    }

    [Fact]
    public async Task Without_the_destination_the_command_fails_as_documented()
    {
        await SendDirectlyAsync();
        await RunAsync(Documented("start-message-move-task").Replace($" --destination-arn {Destination}", "", StringComparison.Ordinal));
        var task = await EndedAsync();
        Assert.Equal("FAILED", task["Status"]!.GetValue<string>());
        Assert.Equal("CouldNotDetermineMessageSource", task["FailureReason"]!.GetValue<string>());
        Assert.Contains("`CouldNotDetermineMessageSource`", Guide(), StringComparison.Ordinal);
    }

    private async Task SendDirectlyAsync()
    {
        await RunAsync("aws sqs create-queue --queue-name dead");
        await RunAsync(
            "aws sqs create-queue --queue-name work --attributes "
                + $$"""{"RedrivePolicy":"{\"deadLetterTargetArn\":\"{{Source}}\",\"maxReceiveCount\":3}"}"""
        );
        var queue = await RunAsync("aws sqs get-queue-url --queue-name dead");
        await RunAsync($"aws sqs send-message --message-body letter --queue-url {queue!["QueueUrl"]}");
    }

    private async Task<JsonNode> EndedAsync()
    {
        while (true)
        {
            var tasks = await RunAsync(Documented("list-message-move-tasks"));
            if (tasks!["Results"]![0]!["Status"]!.GetValue<string>() != "RUNNING")
            {
                return tasks["Results"]![0]!;
            }
        }
    }

    /// <summary>A command of the guide, with the ARNs of the emulator's queues.</summary>
    private static string Documented(string operation) =>
        Assert
            .Single(Guide().Split('\n'), line => line.StartsWith($"aws sqs {operation} ", StringComparison.Ordinal))
            .Replace("DEAD_LETTER_QUEUE_ARN", Source, StringComparison.Ordinal)
            .Replace("QUEUE_ARN", Destination, StringComparison.Ordinal);

    private static string Guide() => RepositoryRoot.Read("docs", "operations.md");

    private async Task<JsonNode?> RunAsync(string command)
    {
        var words = command.Split(' ');
        // Version 1 of the CLI ignores AWS_ENDPOINT_URL for SQS.
        var start = new ProcessStartInfo(words[0], [.. words.Skip(1), "--endpoint-url", _emulator.Endpoint.ToString()])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["AWS_ACCESS_KEY_ID"] = "any",
                ["AWS_SECRET_ACCESS_KEY"] = "thing",
                ["AWS_DEFAULT_REGION"] = "us-east-1",
                ["AWS_DEFAULT_OUTPUT"] = "json",
                ["AWS_PAGER"] = "",
            },
        };
        using var process = Start(start);
        var output = process.StandardOutput.ReadToEndAsync(Cancellation);
        var error = await process.StandardError.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        Assert.True(process.ExitCode == 0, $"{command}\n{error}");
        return await output is { Length: > 0 } text ? JsonNode.Parse(text) : null;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("The AWS CLI is not installed.");
            return null;
        }
    }
}
