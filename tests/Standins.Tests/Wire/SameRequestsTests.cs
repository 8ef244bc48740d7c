using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.BedrockRuntime;
using Amazon.BedrockRuntime.Model;
using Amazon.Runtime;
using Amazon.SimpleNotificationService;
using Amazon.StepFunctions;
using PromptToImage.Standins.Tests.Api;

namespace PromptToImage.Standins.Tests.Wire;

/// <summary>
/// Each operation of each stand-in sends the request in <c>tests/JavaScriptClients/requests.json</c>. <c>wire.test.mjs</c> in the same
/// folder checks that AWS's JavaScript clients send the same requests.
/// </summary>
public sealed class SameRequestsTests
{
    // Headers that differ between calls, machines or clients.
    private static readonly string[] Incomparable =
    [
        "amz-sdk-invocation-id",
        "amz-sdk-request",
        "Authorization",
        "Connection",
        "Content-Length",
        "Host",
        "Transfer-Encoding",
        "User-Agent",
        "X-Amz-Content-SHA256",
        "X-Amz-Date",
    ];

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public async Task Every_request_is_the_one_on_the_list()
    {
        Assert.SkipUnless(
            new ApiTable(typeof(AmazonStepFunctionsClient).Assembly).IsStandin,
            "AWS's own clients have more operations, and escape more in JSON."
        );
        var pascal = new Sample((_, name) => name);
        var camel = new Sample((_, name) => JsonNamingPolicy.CamelCase.ConvertName(name));
        JsonArray requests =
        [
            .. await RecordAsync(
                "sns",
                pascal,
                service => new AmazonSimpleNotificationServiceClient(
                    RecordingService.Credentials,
                    service.Configure<AmazonSimpleNotificationServiceConfig>()
                )
            ),
            .. await RecordAsync(
                "sfn",
                camel,
                service => new AmazonStepFunctionsClient(RecordingService.Credentials, service.Configure<AmazonStepFunctionsConfig>())
            ),
            .. await RecordAsync(
                "bedrock-runtime",
                camel,
                service => new AmazonBedrockRuntimeClient(RecordingService.Credentials, service.Configure<AmazonBedrockRuntimeConfig>()),
                Draw
            ),
        ];

        var actual = requests.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n";

        var file = RepositoryRoot.PathOf("tests", "JavaScriptClients", "requests.json");
        Assert.True(
            (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n") == actual,
            $"{file} should be:\n{actual}"
        );
    }

    private static async Task<List<JsonNode>> RecordAsync<TClient>(
        string service,
        Sample sample,
        Func<RecordingService, TClient> connect,
        Func<object>? make = null
    )
        where TClient : IDisposable
    {
        List<JsonNode> requests = [];
        // An operation has other overloads, which take parts of the request.
        foreach (
            var method in typeof(TClient)
                .GetMethods()
                .Where(m =>
                    m.GetParameters() is [{ ParameterType: var first }, ..]
                    && first.IsSubclassOf(typeof(AmazonWebServiceRequest))
                    && m.Name.EndsWith("Async", StringComparison.Ordinal)
                )
                .OrderBy(m => m.Name, StringComparer.Ordinal)
        )
        {
            var request = make?.Invoke() ?? sample.Fill(method.GetParameters()[0].ParameterType);
            await using var recording = await RecordingService.StartAsync(
                service == "sns" ? Response.Xml($"<{method.Name[..^5]}Response/>") : Response.Json("{}")
            );
            using var client = connect(recording);
            // The response is not from this service, so reading it may fail.
            var unread = await Record.ExceptionAsync(() => (Task)method.Invoke(client, [request, TestContext.Current.CancellationToken])!);
            Assert.True(recording.Requests.Count == 1, $"{method.Name}: {unread}");
            requests.Add(Describe(service, method.Name[..^5], sample.ToJson(request)!, recording.Requests[0]));
        }
        return requests;
    }

    // The members are headers and a path, which do not allow every character.
    private static InvokeModelRequest Draw() =>
        new()
        {
            ModelId = "stability.stable-image-core-v1:1",
            ContentType = "application/json",
            Accept = "application/json",
            Trace = Trace.ENABLED,
            Body = new MemoryStream(Encoding.UTF8.GetBytes("""{"prompt":"A \"croissant\" é 🎨"}""")),
        };

    private static JsonObject Describe(string service, string operation, JsonNode input, RecordedRequest request) =>
        new()
        {
            ["service"] = service,
            ["operation"] = operation,
            ["input"] = input,
            ["method"] = request.Method,
            ["path"] = request.Path,
            ["headers"] = new JsonObject(
                request
                    .Headers.Where(header => !Incomparable.Contains(header.Key, StringComparer.OrdinalIgnoreCase))
                    .Select(header => KeyValuePair.Create(header.Key.ToLowerInvariant(), (JsonNode?)header.Value))
                    .OrderBy(header => header.Key, StringComparer.Ordinal)
            ),
            ["body"] = request.Body,
        };
}
