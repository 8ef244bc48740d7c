using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json.Nodes;
using PromptToImage.Contracts;
using PromptToImage.Soak.Clients;
using PromptToImage.Tests.Fuzzing;

namespace PromptToImage.Soak.Hostile;

/// <summary>Sends requests with hostile bodies and headers. Each must be answered, and none with an internal error.</summary>
[SuppressMessage("Security", "CA5394", Justification = "The choice is no secret.")]
internal sealed class HostileRequests(SoakClient client, int seed)
{
    private const int Damaged = 20;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly Random _random = new(seed);
    private readonly Mutations _mutations = new(seed, ["QueueUrl", "AttributeNames", "$.x", "\"Type\"", "&Attribute.1.Name="]);

    public int Sent { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            foreach (var (name, create) in All())
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    return;
                }

                using var request = create();
                await client.SendAsync(request, RequestKind.Hostile, name);
                Sent++;
                await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
            }
        }
    }

    private IEnumerable<(string Name, Func<HttpRequestMessage> Create)> All()
    {
        yield return ("a batch of 10,000 entries", () => Requests.Form(client.Endpoint, LargeBatch()));
        yield return ("a form of full stops", () => Requests.Form(client.Endpoint, $"Action=ListQueues&Version=2012-11-05&{Repeat("a.", 200_000)}=1"));
        yield return ("nested elements", () => Delete($"<Delete>{Repeat("<a>", 100_000)}{Repeat("</a>", 100_000)}</Delete>"));
        yield return ("many keys to delete", () => Delete($"<Delete>{Repeat("<Object><Key>a</Key></Object>", 100_000)}</Delete>"));
        yield return ("entities", () => Delete("<!DOCTYPE a [<!ENTITY b \"" + Repeat("x", 1000) + "\">]><Delete>" + Repeat("&b;", 10_000) + "</Delete>"));
        yield return ("nested JSON", () => Json("AmazonSQS.SendMessage", Repeat("[", 500_000)));
        yield return ("a long string", () => Json("AmazonSQS.SendMessage", $$"""{"MessageBody": "{{Repeat("x", 10_000_000)}}"}"""));
        yield return ("a body over the limit", () => Json("AmazonSQS.SendMessage", Repeat(" ", 20_000_000)));
        yield return ("a member many times", () => Json("AmazonSQS.CreateQueue", $$"""{{{Repeat("\"QueueName\": \"a\",", 200_000)}}"QueueName": "a"}"""));
        yield return ("many attributes", () => Json("AmazonSQS.SendMessage", ManyAttributes()));
        yield return ("a definition of 1 MB", () => Json("AWSStepFunctions.ValidateStateMachineDefinition", LargeDefinition()));
        yield return ("TestState with a hostile expression", () => Json("AWSStepFunctions.TestState", HostileState()));
        yield return ("a year of 9999", () => Get($"/soak/a?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=99991231T235959Z&X-Amz-Expires=604800&X-Amz-Signature=a&X-Amz-Credential=a&X-Amz-SignedHeaders=host"));
        yield return ("a range beyond all", () => WithHeader(Get("/soak/object-0"), "Range", "bytes=18446744073709551615-99999999999999999999"));
        yield return ("a chunk of 2 GB", () => Chunked("7fffffff;chunk-signature=a\r\nx"));
        yield return ("a negative chunk", () => Chunked("-1\r\n\r\n"));
        yield return ("a negative length", () => WithHeader(Requests.Rest(client.Endpoint, HttpMethod.Put, "/soak/b", []), "x-amz-decoded-content-length", "-5"));
        yield return ("a key of 5,000 bytes", () => Get("/soak/" + Repeat("k", 5_000)));
        yield return ("a key that leaves the folder", () => Requests.Rest(client.Endpoint, HttpMethod.Put, "/soak/..%2f..%2f..%2fetc%2fpasswd", [1]));
        yield return ("many headers", ManyHeaders);
        yield return ("an event of 200 KB", () => Invoke(200_000));
        for (var i = 0; i < Damaged; i++)
        {
            yield return ("a damaged request", Mutated);
        }
    }

    private HttpRequestMessage Mutated()
    {
        (string Target, string Body)[] seeds =
        [
            ("AmazonSQS.SendMessage", """{"QueueUrl":"http://localhost/000000000000/soak-target","MessageBody":"x","DelaySeconds":1}"""),
            ("AmazonSQS.GetQueueAttributes", """{"QueueUrl":"http://localhost/000000000000/soak","AttributeNames":["All"]}"""),
            ("AWSStepFunctions.TestState", """{"definition":"{\"Type\":\"Pass\",\"Result\":{\"a\":[1,2]},\"End\":true}","input":"{}"}"""),
            ("AWSStepFunctions.ListExecutions", """{"stateMachineArn":"arn:aws:states:us-east-1:000000000000:stateMachine:soak"}"""),
        ];
        var (target, body) = seeds[_random.Next(seeds.Length)];
        return Requests.Json(client.Endpoint, target, Encoding.UTF8.GetBytes(_mutations.Of(body)));
    }

    private HttpRequestMessage Json(string target, string body) => Requests.Json(client.Endpoint, target, Encoding.UTF8.GetBytes(body));

    private HttpRequestMessage Get(string path) => Requests.Rest(client.Endpoint, HttpMethod.Get, path);

    private HttpRequestMessage Delete(string xml) => Requests.Rest(client.Endpoint, HttpMethod.Post, "/soak?delete", Encoding.UTF8.GetBytes(xml));

    private HttpRequestMessage Chunked(string body)
    {
        var request = Requests.Rest(client.Endpoint, HttpMethod.Put, "/soak/b", Encoding.UTF8.GetBytes(body));
        request.Headers.Add("x-amz-content-sha256", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
        request.Headers.Add("x-amz-decoded-content-length", "2147483647");
        return request;
    }

    private HttpRequestMessage ManyHeaders()
    {
        var request = Get("/soak/a");
        for (var i = 0; i < 90; i++)
        {
            request.Headers.Add(FormattableString.Invariant($"x-amz-meta-{i}"), Repeat("x", 300));
        }

        return request;
    }

    private HttpRequestMessage Invoke(int size)
    {
        var request = Requests.Rest(
            client.Endpoint,
            HttpMethod.Post,
            $"/2015-03-31/functions/{DeploymentNames.For("validate")}/invocations",
            Encoding.UTF8.GetBytes($$"""{"x": "{{Repeat("x", size)}}"}""")
        );
        request.Headers.Add("X-Amz-Invocation-Type", "Event");
        return request;
    }

    private static HttpRequestMessage WithHeader(HttpRequestMessage request, string name, string value)
    {
        request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static string LargeBatch()
    {
        var form = new StringBuilder("Action=SendMessageBatch&Version=2012-11-05&QueueUrl=http://localhost/000000000000/soak-target");
        for (var i = 1; i <= 10_000; i++)
        {
            form.Append(FormattableString.Invariant($"&SendMessageBatchRequestEntry.{i}.Id=a{i}&SendMessageBatchRequestEntry.{i}.MessageBody=x"));
        }

        return form.ToString();
    }

    private static string ManyAttributes() =>
        new JsonObject
        {
            ["QueueUrl"] = "http://localhost/000000000000/soak-target",
            ["MessageBody"] = "x",
            ["MessageAttributes"] = new JsonObject(
                Enumerable
                    .Range(0, 50_000)
                    .Select(i => KeyValuePair.Create($"a{i}", (JsonNode?)new JsonObject { ["DataType"] = "String", ["StringValue"] = "x" }))
            ),
        }.ToJsonString();

    private static string LargeDefinition()
    {
        var states = Enumerable.Range(0, 15_000).Select(i => $$""" "S{{i}}": {"Type": "Pass", "Next": "S{{i + 1}}"} """);
        return new JsonObject { ["definition"] = $"{{\"StartAt\": \"S0\", \"States\": {{ {string.Join(", ", states)} }} }}" }.ToJsonString();
    }

    private string HostileState()
    {
        var hostile = HostileDefinition.All[_random.Next(HostileDefinition.All.Count)];
        return new JsonObject
        {
            ["definition"] = hostile.Definition,
            ["stateName"] = "S",
            ["input"] = hostile.Input,
            ["roleArn"] = "arn:aws:iam::000000000000:role/soak",
        }.ToJsonString();
    }

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}
