using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.Contracts;
using PromptToImage.Pipeline.Telemetry;

namespace PromptToImage.Pipeline.Tests.Telemetry;

public sealed class InvocationRecorderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"Records":[{}]}""")]
    public async Task An_event_without_messages_of_a_mapping_does_not_hide_the_error_of_the_function(string payload)
    {
        await using var database = Database.Open(_folder["state.db"]);
        var recorder = new InvocationRecorder(
            new InvocationStore(database),
            TimeProvider.System,
            NullLogger<InvocationRecorder>.Instance
        );
        var function = recorder.Wrap(FunctionCatalog.Start, (_, _, _) => throw new FormatException("the function's own error"));

        var error = await Assert.ThrowsAsync<FormatException>(() =>
            function(
                Encoding.UTF8.GetBytes(payload),
                new FunctionInvocation("1", "start", "arn", DateTimeOffset.MaxValue),
                TestContext.Current.CancellationToken
            )
        );

        Assert.Equal("the function's own error", error.Message);
    }
}
