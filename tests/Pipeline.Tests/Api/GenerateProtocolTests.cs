using System.Text;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Tests.Queues;
using PromptToImage.Pipeline.Api;

namespace PromptToImage.Pipeline.Tests.Api;

public sealed class GenerateProtocolTests : IAsyncDisposable
{
    private readonly QueueFixture _queues = new();
    private readonly Dictionary<string, GenerateExecution> _executions = [];

    public ValueTask DisposeAsync() => _queues.DisposeAsync();

    [Fact]
    public async Task A_prompt_is_sent_unchanged_and_its_message_id_is_returned()
    {
        var (status, response) = await PostAsync("""{"prompt": "A  croissant"}""");
        var message = Assert.Single(_queues.Service.Browse("work", 10));
        Assert.Equal("""{"prompt": "A  croissant"}""", message.Body);
        Assert.Equal((202, $$"""{"id":"{{message.MessageId}}"}"""), (status, response));
    }

    [Fact]
    public async Task The_sender_s_id_is_returned() =>
        Assert.Equal((202, """{"id":"order-1"}"""), await PostAsync("""{"prompt": "A croissant", "id": "order-1"}"""));

    [Theory]
    [InlineData("", "The input does not contain any JSON tokens.")]
    [InlineData("[]", "not a JSON object of valid Unicode text.")]
    [InlineData("""{"prompt": "\ud800"}""", "not a JSON object of valid Unicode text.")]
    [InlineData("{}", "prompt is required and must not be blank.")]
    [InlineData("""{"prompt": "  "}""", "prompt is required and must not be blank.")]
    [InlineData("""{"prompt": "x", "id": "a b"}""", "id must be 1 to 64 of the characters A-Z a-z 0-9 _ -.")]
    [InlineData("""{"prompt": "x", "mood": "sad"}""", "Unknown: mood.")]
    public async Task An_invalid_body_is_rejected_with_the_reason_and_not_sent(string body, string reason)
    {
        var (status, response) = await PostAsync(body);
        Assert.Equal(400, status);
        Assert.StartsWith($$"""{"message":"Invalid request body: {{reason}}""", response, StringComparison.Ordinal);
        Assert.Empty(_queues.Service.Browse("work", 10));
    }

    [Fact]
    public async Task A_body_larger_than_a_message_is_rejected()
    {
        var (status, response) = await PostAsync($$"""{"prompt": "{{new string('x', 1024 * 1024)}}"}""");
        Assert.Equal((400, """{"message":"The request body is longer than 1048576 bytes."}"""), (status, response));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Content_types_that_a_foreign_page_can_post_are_rejected(string? contentType)
    {
        var (status, _) = await PostAsync("""{"prompt": "x"}""", contentType);
        Assert.Equal(415, status);
    }

    [Fact]
    public async Task The_status_of_a_running_execution_is_reported()
    {
        _executions["order-1"] = Execution("RUNNING");
        Assert.Equal((200, """{"id":"order-1","attempt":1,"status":"RUNNING","startDate":1793534400.5}"""), await GetAsync("order-1"));
    }

    [Fact]
    public async Task A_stored_image_is_reported_with_its_location()
    {
        _executions["order-1-r2"] = Execution("SUCCEEDED") with
        {
            StopDate = DateTimeOffset.FromUnixTimeMilliseconds(1793534403000),
            Output = """{"id":"order-1","stored":{"bucket":"prompt-to-image","key":"images/2026/11/01/order-1.png","fingerprint":"00"}}""",
        };
        Assert.Equal(
            (
                200,
                """{"id":"order-1","attempt":2,"status":"SUCCEEDED","startDate":1793534400.5,"stopDate":1793534403,"image":{"bucket":"prompt-to-image","key":"images/2026/11/01/order-1.png"}}"""
            ),
            await GetAsync("order-1", "?attempt=2")
        );
    }

    [Fact]
    public async Task A_failed_execution_is_reported_with_error_and_cause()
    {
        _executions["order-1"] = Execution("FAILED") with { Error = "ContentFilteredException", Cause = "Filter reason: prompt" };
        Assert.Equal(
            (
                200,
                """{"id":"order-1","attempt":1,"status":"FAILED","startDate":1793534400.5,"error":"ContentFilteredException","cause":"Filter reason: prompt"}"""
            ),
            await GetAsync("order-1")
        );
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("../../etc/passwd")]
    public async Task An_id_without_execution_is_not_found(string id)
    {
        var (status, response) = await GetAsync(id);
        Assert.Equal(
            (404, """{"message":"No execution has this id. A prompt that is still in the queue has no execution yet."}"""),
            (status, response)
        );
    }

    private static GenerateExecution Execution(string status) =>
        new(status, DateTimeOffset.FromUnixTimeMilliseconds(1793534400500), null, "{}", null, null, null);

    private Task<(int Status, string Response)> PostAsync(string body, string? contentType = "application/json; charset=utf-8") =>
        SendAsync(context =>
        {
            context.Request.Method = "POST";
            context.Request.Path = "/generate";
            context.Request.ContentType = contentType;
            context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        });

    private Task<(int Status, string Response)> GetAsync(string id, string query = "") =>
        SendAsync(context =>
        {
            context.Request.Method = "GET";
            context.Request.Path = "/generate/" + id;
            context.Request.QueryString = new QueryString(query);
        });

    private async Task<(int Status, string Response)> SendAsync(Action<HttpContext> prepare)
    {
        await _queues.CreateAsync("work");
        var protocol = new GenerateProtocol(
            _queues.Service,
            new GenerateOptions
            {
                Queue = () => "work",
                FindExecution = name => _executions.GetValueOrDefault(name),
                FindErrors = prompt => prompt.TryGetProperty("mood", out _) ? ["Unknown: mood."] : [],
            }
        );
        var context = new DefaultHttpContext();
        prepare(context);
        using var response = new MemoryStream();
        context.Response.Body = response;
        Assert.True(protocol.Accepts(context));
        await protocol.HandleAsync(context);
        await context.Response.BodyWriter.FlushAsync(TestContext.Current.CancellationToken);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(response.ToArray()));
    }
}
