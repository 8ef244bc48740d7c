using System.Text.Json;
using PromptToImage.AwsEmulator.Executions.TestState;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions.Api;

/// <summary>ValidateStateMachineDefinition and TestState, https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html.</summary>
internal sealed class DefinitionOperations(StepFunctionsService service)
{
    private const int MaxDiagnostics = 100;

    public IEnumerable<KeyValuePair<string, JsonOperationHandler>> All =>
        [new("ValidateStateMachineDefinition", ValidateAsync), new("TestState", TestStateAsync)];

    private static Task ValidateAsync(JsonElement body, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var definition = request.Required("definition", StateMachineOperations.MaxDefinitionLength);
        request.OneOf("type", "STANDARD", "EXPRESS");
        request.OneOf("severity", "ERROR", "WARNING");
        var maxResults = request.Number("maxResults", 0, MaxDiagnostics);
        request.Check();
        var faults = StateMachine.Validate(definition);
        var limit = maxResults is null or 0 ? MaxDiagnostics : maxResults.Value;
        answer.WriteString("result", faults.Count == 0 ? "OK" : "FAIL");
        answer.WriteStartArray("diagnostics");
        foreach (var fault in faults.Take(limit))
        {
            answer.WriteStartObject();
            answer.WriteString("severity", "ERROR");
            answer.WriteString("code", fault.Code);
            answer.WriteString("message", fault.Message);
            answer.WriteString("location", fault.JsonPointer.Length == 0 ? "/" : fault.JsonPointer);
            answer.WriteEndObject();
        }

        answer.WriteEndArray();
        answer.WriteBoolean("truncated", faults.Count > limit);
        return Task.CompletedTask;
    }

    private async Task TestStateAsync(JsonElement body, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var definition = request.Required("definition", StateMachineOperations.MaxDefinitionLength);
        var stateName = request.Optional("stateName", StepFunctionsName.MaxLength);
        var roleArn = request.Optional("roleArn", StateMachineOperations.MaxArnLength);
        var input = request.Sensitive("input", ExecutionOptions.MaxDataBytes);
        var level = request.OneOf("inspectionLevel", "INFO", "DEBUG", "TRACE");
        var variables = request.Sensitive("variables", ExecutionOptions.MaxDataBytes);
        var context = request.Sensitive("context", ExecutionOptions.MaxDataBytes);
        var mock = request.Object("mock");
        var configuration = request.Object("stateConfiguration");
        request.Check();
        JsonElement? errorOutput = mock is { } given && given.TryGetProperty("errorOutput", out var output) ? output : null;
        var result = await service.TestStateAsync(
            new TestStateRequest
            {
                Definition = definition,
                StateName = stateName,
                RoleArn = roleArn,
                Input = input ?? "{}",
                Variables = variables,
                Context = context,
                MockResult = Text(mock, "result"),
                MockError = Text(errorOutput, "error") ?? (errorOutput is null ? null : ""),
                MockCause = Text(errorOutput, "cause"),
                RetrierRetryCount =
                    configuration is { } set && set.TryGetProperty("retrierRetryCount", out var count) ? count.GetInt32() : 0,
            },
            level is "DEBUG" or "TRACE",
            cancellationToken
        );
        answer.WriteOptional("output", result.Output);
        answer.WriteOptional("error", result.Error);
        answer.WriteOptional("cause", result.Cause);
        answer.WriteOptional("nextState", result.NextState);
        answer.WriteString("status", result.Status);
        WriteInspection(answer, result);
    }

    private static void WriteInspection(Utf8JsonWriter answer, TestStateResult result)
    {
        if (result.Stages.Count == 0)
        {
            return;
        }

        answer.WriteStartObject("inspectionData");
        foreach (var (stage, data) in result.Stages)
        {
            answer.WriteString(stage, data);
        }

        if (result.RetryIndex is not null || result.CatchIndex is not null)
        {
            answer.WriteStartObject("errorDetails");
            if (result.CatchIndex is { } catcher)
            {
                answer.WriteNumber("catchIndex", catcher);
            }

            if (result.RetryIndex is { } retrier)
            {
                answer.WriteNumber("retryIndex", retrier);
            }

            if (result.RetryBackoffSeconds is { } seconds)
            {
                answer.WriteNumber("retryBackoffIntervalSeconds", (int)Math.Round(seconds));
            }

            answer.WriteEndObject();
        }

        answer.WriteEndObject();
    }

    private static string? Text(JsonElement? element, string name) =>
        element is { } given && given.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
