using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;
using ExecutionStatus = Amazon.StepFunctions.ExecutionStatus;

namespace PromptToImage.AwsEmulator.Tests.Executions.Api;

/// <summary>The API through the SDK's client, and through plain HTTP for formats and errors.</summary>
public sealed class StepFunctionsClientTests : IAsyncLifetime
{
    private const string MachineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:machine";
    private const string ExecutionArn = "arn:aws:states:us-east-1:000000000000:execution:machine:one";

    private static readonly string[] UnwantedTags = ["b"];

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private StatesApi _api = null!;
    private AmazonStepFunctionsClient _client = null!;

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
    public async Task An_execution_is_started_described_listed_and_its_history_read()
    {
        _api.Machine.Register("first", "1");
        await CreateAsync(Definitions.Chain("first"));
        var started = await _client.StartExecutionAsync(
            new StartExecutionRequest
            {
                StateMachineArn = MachineArn,
                Name = "one",
                Input = """{"a":1}""",
            },
            Cancelled
        );
        Assert.Equal(ExecutionArn, started.ExecutionArn);
        await _api.Machine.Service.WaitAsync(ExecutionArn, Cancelled);

        var described = await _client.DescribeExecutionAsync(new DescribeExecutionRequest { ExecutionArn = ExecutionArn }, Cancelled);
        Assert.Equal(ExecutionStatus.SUCCEEDED, described.Status);
        Assert.Equal(("""{"a":1}""", """{"a":1,"first":1}"""), (described.Input, described.Output));
        Assert.Equal(started.StartDate, described.StartDate);

        var listed = await _client.ListExecutionsAsync(
            new ListExecutionsRequest { StateMachineArn = MachineArn, StatusFilter = ExecutionStatus.SUCCEEDED },
            Cancelled
        );
        Assert.Equal("one", Assert.Single(listed.Executions).Name);

        var history = await _client.GetExecutionHistoryAsync(
            new GetExecutionHistoryRequest { ExecutionArn = ExecutionArn, MaxResults = 1 },
            Cancelled
        );
        Assert.Equal(started.StartDate, Assert.Single(history.Events).Timestamp);
        Assert.NotNull(history.NextToken);
    }

    [Fact]
    public async Task The_same_name_with_different_input_is_ExecutionAlreadyExists()
    {
        await CreateAsync(Definitions.Wait(1000));
        await _client.StartExecutionAsync(
            new StartExecutionRequest
            {
                StateMachineArn = MachineArn,
                Name = "one",
                Input = "1",
            },
            Cancelled
        );
        await Assert.ThrowsAsync<ExecutionAlreadyExistsException>(() =>
            _client.StartExecutionAsync(
                new StartExecutionRequest
                {
                    StateMachineArn = MachineArn,
                    Name = "one",
                    Input = "2",
                },
                Cancelled
            )
        );
    }

    [Fact]
    public async Task A_state_machine_is_created_updated_described_and_deleted()
    {
        Assert.Contains("\"stateMachineArn\":\"" + MachineArn, await CreateAsync(Definitions.Pass), StringComparison.Ordinal);
        Assert.Equal(
            ("StateMachineAlreadyExists", $"State Machine Already Exists: '{MachineArn}'"),
            await RejectedAsync(
                "CreateStateMachine",
                new
                {
                    name = "machine",
                    definition = Definitions.Wait(1),
                    roleArn = StatesMachine.RoleArn,
                }
            )
        );
        await CallAsync("UpdateStateMachine", new { stateMachineArn = MachineArn, definition = Definitions.Wait(1) });
        using var described = JsonDocument.Parse(await CallAsync("DescribeStateMachine", new { stateMachineArn = MachineArn }));
        Assert.Equal(Definitions.Wait(1), described.RootElement.GetProperty("definition").GetString());
        Assert.Equal(
            ("ACTIVE", "STANDARD"),
            (described.RootElement.GetProperty("status").GetString(), described.RootElement.GetProperty("type").GetString())
        );
        await CallAsync("DeleteStateMachine", new { stateMachineArn = MachineArn });
        Assert.Equal("""{"stateMachines":[]}""", await CallAsync("ListStateMachines", new { }));
    }

    [Fact]
    public async Task Tags_are_stored()
    {
        await CreateAsync(Definitions.Pass);
        await CallAsync(
            "TagResource",
            new { resourceArn = MachineArn, tags = new[] { new { key = "b", value = "2" }, new { key = "a", value = "1" } } }
        );
        await CallAsync("UntagResource", new { resourceArn = MachineArn, tagKeys = UnwantedTags });
        Assert.Equal("""{"tags":[{"key":"a","value":"1"}]}""", await CallAsync("ListTagsForResource", new { resourceArn = MachineArn }));
    }

    [Fact]
    public async Task A_history_can_be_read_without_data()
    {
        await CreateAsync(Definitions.Pass);
        await CallAsync(
            "StartExecution",
            new
            {
                stateMachineArn = MachineArn,
                name = "one",
                input = "\"secret\"",
            }
        );
        await _api.Machine.Service.WaitAsync(ExecutionArn, Cancelled);
        var history = await CallAsync("GetExecutionHistory", new { executionArn = ExecutionArn, includeExecutionData = false });
        Assert.DoesNotContain("secret", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_definition_is_rejected_with_all_errors_and_validation_returns_them()
    {
        const string Wrong = """{ "StartAt": "Nowhere", "States": { "A": { "Type": "Pass" } } }""";
        var (code, message) = await RejectedAsync(
            "CreateStateMachine",
            new
            {
                name = "machine",
                definition = Wrong,
                roleArn = StatesMachine.RoleArn,
            }
        );
        Assert.Equal("InvalidDefinition", code);
        Assert.StartsWith("Invalid State Machine Definition: '", message, StringComparison.Ordinal);
        using var response = JsonDocument.Parse(await CallAsync("ValidateStateMachineDefinition", new { definition = Wrong }));
        Assert.Equal("FAIL", response.RootElement.GetProperty("result").GetString());
        Assert.Contains(
            "/StartAt",
            response.RootElement.GetProperty("diagnostics").EnumerateArray().Select(fault => fault.GetProperty("location").GetString())
        );
        Assert.Equal(
            """{"result":"OK","diagnostics":[],"truncated":false}""",
            await CallAsync("ValidateStateMachineDefinition", new { definition = Definitions.Pass })
        );
    }

    [Fact]
    public async Task A_state_is_tested()
    {
        var response = await CallAsync("TestState", new { definition = """{ "Type": "Pass", "Result": 1, "Next": "X" }""" });
        Assert.Equal("""{"output":"1","nextState":"X","status":"SUCCEEDED"}""", response);
    }

    public static TheoryData<string, string, string, string> Rejections =>
        new()
        {
            {
                "StartExecution",
                $$"""{"stateMachineArn":"{{MachineArn}}x"}""",
                "StateMachineDoesNotExist",
                $"State Machine Does Not Exist: '{MachineArn}x'"
            },
            { "StartExecution", """{"stateMachineArn":"machine"}""", "InvalidArn", "Invalid Arn: 'Invalid ARN prefix: machine'" },
            {
                "StartExecution",
                $$"""{"stateMachineArn":"{{ExecutionArn}}"}""",
                "InvalidArn",
                "Invalid Arn: 'Resource type not valid in this context: execution'"
            },
            { "StartExecution", $$"""{"stateMachineArn":"{{MachineArn}}","name":"a b"}""", "InvalidName", "Invalid Name: 'a b'" },
            {
                "StartExecution",
                "{}",
                "ValidationException",
                "1 validation error detected: Value null at 'stateMachineArn' failed to satisfy constraint: Member must not be null"
            },
            {
                "StartExecution",
                """{"stateMachineArn":1}""",
                "SerializationException",
                "The member 'stateMachineArn' is not of type String."
            },
            {
                "StartSyncExecution",
                $$"""{"stateMachineArn":"{{MachineArn}}"}""",
                "StateMachineTypeNotSupported",
                "This operation is not supported by this type of state machine"
            },
            {
                "DescribeExecution",
                $$"""{"executionArn":"{{ExecutionArn}}"}""",
                "ExecutionDoesNotExist",
                $"Execution Does Not Exist: '{ExecutionArn}'"
            },
            {
                "GetExecutionHistory",
                $$"""{"executionArn":"{{ExecutionArn}}","maxResults":1001,"nextToken":""}""",
                "ValidationException",
                "2 validation errors detected: Value '1001' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 1000; Value '' at 'nextToken' failed to satisfy constraint: Member must have length greater than or equal to 1"
            },
            {
                "CreateStateMachine",
                """{"name":"other","definition":"{}","roleArn":"arn:aws:iam::1:user/me"}""",
                "InvalidArn",
                "Invalid Role Arn: 'arn:aws:iam::1:user/me'"
            },
            {
                "CreateStateMachine",
                $$"""{"name":"other","definition":"{}","roleArn":"{{StatesMachine.RoleArn}}","encryptionConfiguration":{"type":"CUSTOMER_MANAGED_KMS_KEY"} }""",
                "ValidationException",
                "1 validation error detected: Value 'CUSTOMER_MANAGED_KMS_KEY' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [AWS_OWNED_KEY]"
            },
            { "ListExecutions", "{}", "ValidationException", "Must provide exactly one of stateMachineArn or mapRunArn" },
            {
                "ListExecutions",
                $$"""{"stateMachineArn":"{{MachineArn}}","nextToken":"nonsense"}""",
                "InvalidToken",
                "Invalid Token: 'Invalid token'"
            },
            { "SendTaskSuccess", """{"taskToken":"nonsense","output":"1"}""", "InvalidToken", "Invalid Token: 'Invalid token'" },
            { "GetActivityTask", "{}", "UnknownOperationException", "The operation 'GetActivityTask' is not offered on this machine." },
        };

    [Theory]
    [MemberData(nameof(Rejections))]
    public async Task Errors_have_AWSs_codes_and_messages(string operation, string body, string code, string message)
    {
        await CreateAsync(Definitions.Pass);
        Assert.Equal((code, message), await RejectedAsync(operation, JsonSerializer.Deserialize<JsonElement>(body)));
    }

    [Fact]
    public async Task The_error_for_an_input_over_the_limit_does_not_contain_the_input()
    {
        await CreateAsync(Definitions.Pass);
        var (code, message) = await RejectedAsync(
            "StartExecution",
            new { stateMachineArn = MachineArn, input = $"\"{new string('ü', 131_072)}\"" }
        );
        Assert.Equal(
            (
                "ValidationException",
                "1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or equal to 262144"
            ),
            (code, message)
        );
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private Task<string> CreateAsync(string definition) =>
        CallAsync(
            "CreateStateMachine",
            new
            {
                name = "machine",
                definition,
                roleArn = StatesMachine.RoleArn,
            }
        );

    private async Task<string> CallAsync(string operation, object body)
    {
        var (status, text) = await PostAsync(operation, body);
        Assert.Equal((HttpStatusCode.OK, operation), (status, status == HttpStatusCode.OK ? operation : text));
        return text;
    }

    private async Task<(string? Code, string? Message)> RejectedAsync(string operation, object body)
    {
        var (status, text) = await PostAsync(operation, body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        using var error = JsonDocument.Parse(text);
        return (error.RootElement.GetProperty("__type").GetString(), error.RootElement.GetProperty("message").GetString());
    }

    private async Task<(HttpStatusCode Status, string Text)> PostAsync(string operation, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/");
        request.Headers.Add("X-Amz-Target", "AWSStepFunctions." + operation);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(body)));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        using var response = await _http.SendAsync(request, Cancelled);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancelled));
    }
}
