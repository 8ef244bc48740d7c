using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace PromptToImage.AwsEmulator.Tests.Executions.Api;

/// <summary>The operations on versions and aliases through plain HTTP, and qualified ARNs through the SDK's client.</summary>
public sealed class VersionOperationsTests : IAsyncLifetime
{
    private const string MachineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:machine";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private StatesApi _api = null!;
    private AmazonStepFunctionsClient _client = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _api = await StatesApi.StartAsync(_folder.Path);
        _http.BaseAddress = _api.Endpoint;
        _client = _api.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _http.Dispose();
        await _api.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_state_machine_is_created_and_updated_with_a_version()
    {
        var created = await CreateAsync(Definitions.Pass, publish: true);
        Assert.Equal(MachineArn + ":1", created.GetProperty("stateMachineVersionArn").GetString());
        var updated = await CallAsync(
            "UpdateStateMachine",
            new
            {
                stateMachineArn = MachineArn,
                definition = Definitions.Wait(1),
                publish = true,
                versionDescription = "slower",
            }
        );
        Assert.Equal(MachineArn + ":2", updated.GetProperty("stateMachineVersionArn").GetString());
        var listed = await CallAsync("ListStateMachineVersions", new { stateMachineArn = MachineArn });
        Assert.Equal([MachineArn + ":2", MachineArn + ":1"], Arns(listed, "stateMachineVersions", "stateMachineVersionArn"));
        var page = await CallAsync("ListStateMachineVersions", new { stateMachineArn = MachineArn, maxResults = 1 });
        var rest = await CallAsync(
            "ListStateMachineVersions",
            new
            {
                stateMachineArn = MachineArn,
                maxResults = 1,
                nextToken = page.GetProperty("nextToken").GetString(),
            }
        );
        Assert.Equal([MachineArn + ":1"], Arns(rest, "stateMachineVersions", "stateMachineVersionArn"));
    }

    [Fact]
    public async Task A_description_without_publishing_is_rejected()
    {
        var (code, message) = await RejectedAsync(
            "CreateStateMachine",
            new
            {
                name = "machine",
                definition = Definitions.Pass,
                roleArn = StatesMachine.RoleArn,
                versionDescription = "d",
            }
        );
        Assert.Equal(("ValidationException", "Version description can only be set when publish is true"), (code, message));
    }

    [Fact]
    public async Task The_client_starts_describes_and_lists_executions_with_qualified_ARNs()
    {
        await CreateAsync(Definitions.Pass, publish: true);
        await CallAsync(
            "CreateStateMachineAlias",
            new { name = "live", routingConfiguration = new[] { new { stateMachineVersionArn = MachineArn + ":1", weight = 100 } } }
        );
        var started = await _client.StartExecutionAsync(
            new StartExecutionRequest { StateMachineArn = MachineArn + ":live", Name = "one" },
            Cancelled
        );
        Assert.Equal("arn:aws:states:us-east-1:000000000000:execution:machine:one", started.ExecutionArn);
        await _api.Machine.Service.WaitAsync(started.ExecutionArn, Cancelled);

        var described = await _client.DescribeExecutionAsync(
            new DescribeExecutionRequest { ExecutionArn = started.ExecutionArn },
            Cancelled
        );
        Assert.Equal(
            (MachineArn, MachineArn + ":1", MachineArn + ":live"),
            (described.StateMachineArn, described.StateMachineVersionArn, described.StateMachineAliasArn)
        );
        foreach (var (arn, count) in new[] { (MachineArn, 1), (MachineArn + ":1", 1), (MachineArn + ":live", 1) })
        {
            var listed = await _client.ListExecutionsAsync(new ListExecutionsRequest { StateMachineArn = arn }, Cancelled);
            Assert.Equal(count, listed.Executions.Count);
        }

        var version = await _client.DescribeStateMachineAsync(
            new DescribeStateMachineRequest { StateMachineArn = MachineArn + ":1" },
            Cancelled
        );
        Assert.Equal((MachineArn + ":1", "first"), (version.StateMachineArn, version.Description));
        await Assert.ThrowsAsync<StateMachineDoesNotExistException>(() =>
            _client.StartExecutionAsync(new StartExecutionRequest { StateMachineArn = MachineArn + ":2" }, Cancelled)
        );
    }

    [Fact]
    public async Task An_alias_is_created_described_updated_listed_and_deleted()
    {
        await CreateAsync(Definitions.Pass, publish: true);
        await CallAsync("UpdateStateMachine", new { stateMachineArn = MachineArn, definition = Definitions.Wait(1), publish = true });
        var created = await CallAsync(
            "CreateStateMachineAlias",
            new
            {
                name = "live",
                description = "the current one",
                routingConfiguration = new[] { new { stateMachineVersionArn = MachineArn + ":1", weight = 100 } },
            }
        );
        Assert.Equal(MachineArn + ":live", created.GetProperty("stateMachineAliasArn").GetString());
        await CallAsync(
            "UpdateStateMachineAlias",
            new
            {
                stateMachineAliasArn = MachineArn + ":live",
                routingConfiguration = new[]
                {
                    new { stateMachineVersionArn = MachineArn + ":1", weight = 90 },
                    new { stateMachineVersionArn = MachineArn + ":2", weight = 10 },
                },
            }
        );
        var described = await CallAsync("DescribeStateMachineAlias", new { stateMachineAliasArn = MachineArn + ":live" });
        Assert.Equal(("live", "the current one"), (Text(described, "name"), Text(described, "description")));
        Assert.Equal(
            [(MachineArn + ":1", 90), (MachineArn + ":2", 10)],
            described
                .GetProperty("routingConfiguration")
                .EnumerateArray()
                .Select(route => (Text(route, "stateMachineVersionArn"), route.GetProperty("weight").GetInt32()))
        );
        foreach (var arn in new[] { MachineArn, MachineArn + ":2" })
        {
            var listed = await CallAsync("ListStateMachineAliases", new { stateMachineArn = arn });
            Assert.Equal([MachineArn + ":live"], Arns(listed, "stateMachineAliases", "stateMachineAliasArn"));
        }

        Assert.Equal("ConflictException", (await RejectedAsync("DeleteStateMachineVersion", new { stateMachineVersionArn = MachineArn + ":2" }, 409)).Code);
        await CallAsync("DeleteStateMachineAlias", new { stateMachineAliasArn = MachineArn + ":live" });
        await CallAsync("DeleteStateMachineVersion", new { stateMachineVersionArn = MachineArn + ":2" });
        Assert.Equal(
            "ResourceNotFound",
            (await RejectedAsync("DescribeStateMachineAlias", new { stateMachineAliasArn = MachineArn + ":live" })).Code
        );
    }

    private Task<JsonElement> CreateAsync(string definition, bool publish) =>
        CallAsync(
            "CreateStateMachine",
            new
            {
                name = "machine",
                definition,
                roleArn = StatesMachine.RoleArn,
                publish,
                versionDescription = "first",
            }
        );

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static IEnumerable<string?> Arns(JsonElement response, string list, string name) =>
        response.GetProperty(list).EnumerateArray().Select(item => Text(item, name));

    private async Task<JsonElement> CallAsync(string operation, object body)
    {
        var (status, response) = await PostAsync(operation, body);
        Assert.Equal((HttpStatusCode.OK, operation), (status, status == HttpStatusCode.OK ? operation : response.ToString()));
        return response;
    }

    private async Task<(string? Code, string? Message)> RejectedAsync(string operation, object body, int status = 400)
    {
        var (actual, response) = await PostAsync(operation, body);
        Assert.Equal(status, (int)actual);
        return (Text(response, "__type"), Text(response, "message"));
    }

    private async Task<(HttpStatusCode Status, JsonElement Response)> PostAsync(string operation, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Headers.Add("X-Amz-Target", "AWSStepFunctions." + operation);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(body)));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        using var response = await _http.SendAsync(request, Cancelled);
        return (response.StatusCode, JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(Cancelled)));
    }
}
