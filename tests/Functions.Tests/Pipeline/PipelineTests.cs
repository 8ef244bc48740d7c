using System.Text;
using System.Text.Json;
using Amazon.BedrockRuntime.Model;
using PromptToImage.Functions.Start;
using PromptToImage.Functions.Tests.Fakes;
using PromptToImage.StatesLanguage;
using PublishRequest = Amazon.SimpleNotificationService.Model.PublishRequest;

namespace PromptToImage.Functions.Tests.Pipeline;

public sealed class PipelineTests : IDisposable
{
    private static readonly string Drawn =
        $$"""{"seeds":[7],"finish_reasons":[null],"images":["{{Convert.ToBase64String(TestImages.Png(1024, 1024))}}"]}""";

    private readonly VirtualPipeline _pipeline = new();

    public PipelineTests() => _pipeline.Model.Response = () => Drawn;

    [Fact]
    public async Task A_prompt_becomes_one_stored_image_and_one_notice()
    {
        var execution = await _pipeline.RunAsync("order-1", 1, "Me on top of a pyramid");
        Assert.Equal(ExecutionStatus.Succeeded, execution.Status);
        Assert.Equal(["images/2026/11/22/order-1.json", "images/2026/11/22/order-1.png"], _pipeline.Objects.Objects.Keys);
        Assert.Equal("Prompt order-1: image stored (attempt 1)", Assert.Single(_pipeline.Topics.Published).Subject);
        Assert.Empty(_pipeline.DeadLetters);
        using var output = JsonDocument.Parse(execution.Output!.ToJson());
        Assert.Equal(
            ["id", "attempt", "message", "request", "image", "stored"],
            output.RootElement.EnumerateObject().Select(property => property.Name)
        );
    }

    [Fact]
    public async Task An_invalid_prompt_becomes_one_dead_letter_and_one_notice()
    {
        const string Body = """{"promt": "Me on top of a pyramid", "id": "order-1"}""";
        var execution = await _pipeline.RunAsync("order-1", 1, Body);
        AssertFailed(execution, "InvalidPromptException", Body, "order-1", "2");
        Assert.Contains("'promt' is no property of a prompt", Notice().Message, StringComparison.Ordinal);
        Assert.Contains("Validate prompt: breaks the prompt rules", Notice().Message, StringComparison.Ordinal);
        Assert.Empty(_pipeline.Model.Requests);
    }

    [Fact]
    public async Task A_blocked_prompt_is_not_retried()
    {
        _pipeline.Model.Response = () => """{"finish_reasons":["Filter reason: prompt"]}""";
        AssertFailed(await _pipeline.RunAsync("order-1", 2, "x"), "ContentFilteredException", "x", "order-1", "3");
        Assert.Single(_pipeline.Model.Requests);
        Assert.Equal("Prompt order-1: blocked by content filter (attempt 2)", Notice().Subject);
    }

    [Fact]
    public async Task Throttled_generation_is_retried_four_hundred_times_then_dead_lettered()
    {
        _pipeline.Model.Response = () => throw new ThrottlingException("slow down");
        AssertFailed(await _pipeline.RunAsync("order-1", 1, "x"), "ModelThrottledException", "x", "order-1", "2");
        Assert.Equal(401, _pipeline.Model.Requests.Count);
    }

    [Fact]
    public async Task Temporary_errors_do_not_fail_the_prompt()
    {
        var calls = 0;
        _pipeline.Model.Response = () =>
            ++calls switch
            {
                <= 5 => throw new ThrottlingException("slow down"),
                <= 8 => throw new InternalServerException("oh"),
                <= 10 => """{"finish_reasons":["Inference error"]}""",
                _ => Drawn,
            };
        var execution = await _pipeline.RunAsync("order-1", 1, "x");
        Assert.Equal(ExecutionStatus.Succeeded, execution.Status);
        Assert.Equal(11, calls);
    }

    [Fact]
    public async Task A_damaged_image_is_dead_lettered_at_Store()
    {
        _pipeline.Model.Response = () => """{"seeds":[7],"finish_reasons":[null],"images":["bm8gcGljdHVyZQ=="]}""";
        AssertFailed(await _pipeline.RunAsync("order-1", 1, "x"), "ImageCorruptException", "x", "order-1", "2");
        Assert.Contains("Store image: image damaged", Notice().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task If_the_dead_letter_queue_fails_the_notice_has_the_prompt()
    {
        _pipeline.DeadLetterQueueIsDown = true;
        var execution = await _pipeline.RunAsync("order-1", 1, "{not json");
        Assert.Equal((ExecutionStatus.Failed, "InvalidPromptException"), (execution.Status, execution.Error));
        Assert.Contains("The whole message\n  {not json\n", Notice().Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task If_the_topic_fails_too_the_execution_still_fails_with_its_own_error()
    {
        _pipeline.DeadLetterQueueIsDown = true;
        _pipeline.Topics.PublishingFails = new HttpRequestException("no route");
        var execution = await _pipeline.RunAsync("order-1", 1, "{not json");
        Assert.Equal((ExecutionStatus.Failed, "InvalidPromptException"), (execution.Status, execution.Error));
        Assert.Contains("{not json", execution.Start.Input.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task If_the_notice_of_success_fails_the_image_is_stored_and_nothing_is_dead_lettered()
    {
        _pipeline.Topics.PublishingFails = new HttpRequestException("no route");
        var execution = await _pipeline.RunAsync("order-1", 1, "x");
        Assert.Equal((ExecutionStatus.Failed, "HttpRequestException"), (execution.Status, execution.Error));
        Assert.Empty(_pipeline.DeadLetters);
        Assert.Equal(2, _pipeline.Objects.Objects.Count);
    }

    [Theory]
    [InlineData('x')]
    [InlineData('é')]
    [InlineData('漢')]
    public async Task The_largest_message_with_the_largest_error_fits_into_the_data_of_a_state(char letter)
    {
        string text = new(letter, 10_000);
        var body = $$"""{"prompt":"{{text}}","negativePrompt":"{{text}}"}""";
        var size = Encoding.UTF8.GetByteCount(ExecutionInputText.Build("order-1", 1, body));
        // Spaces outside the texts fill the message to the maximum size that Start accepts.
        body += new string(' ', ExecutionInputText.MaximumBytes - size);
        _pipeline.Model.Response = () => throw new ValidationException(new string('x', 40_000));
        AssertFailed(await _pipeline.RunAsync("order-1", 1, body), "ModelRequestRejectedException", body, "order-1", "2");
        Assert.InRange(_pipeline.LargestTaskInput, ExecutionInputText.MaximumBytes, 256 * 1024);
        var succeeding = await Succeed("order-2", body);
        Assert.Equal(ExecutionStatus.Succeeded, succeeding.Status);
    }

    public void Dispose() => _pipeline.Dispose();

    private async Task<Execution> Succeed(string id, string body)
    {
        _pipeline.Model.Response = () => Drawn;
        return await _pipeline.RunAsync(id, 1, body);
    }

    private void AssertFailed(Execution execution, string error, string body, string id, string nextAttempt)
    {
        Assert.Equal((ExecutionStatus.Failed, error), (execution.Status, execution.Error));
        var letter = Assert.Single(_pipeline.DeadLetters);
        Assert.Equal(body, letter.GetProperty("MessageBody").GetString());
        var attributes = letter.GetProperty("MessageAttributes");
        Assert.Equal(id, Value("RequestId"));
        Assert.Equal(nextAttempt, Value("Attempt"));
        Assert.Equal(error, Value("Error"));
        Assert.StartsWith($$"""{"Error":"{{error}}","Cause":""", Value("Failure"), StringComparison.Ordinal);
        Assert.Equal(execution.Start.ExecutionArn, Value("ExecutionArn"));
        Assert.Equal("failed", Notice().MessageAttributes["outcome"].StringValue);
        Assert.DoesNotContain(_pipeline.Objects.Objects.Keys, key => key.StartsWith("images/", StringComparison.Ordinal));

        string? Value(string name) => attributes.GetProperty(name).GetProperty("StringValue").GetString();
    }

    private PublishRequest Notice() => Assert.Single(_pipeline.Topics.Published);
}
