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

    private Task ValidateAsync(JsonElement body, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var definition = request.Required("definition", StateMachineOperations.MaxDefinitionLength);
        var type = request.OneOf("type", "STANDARD", "EXPRESS");
        var severity = request.OneOf("severity", "ERROR", "WARNING");
        var maxResults = request.Number("maxResults", 0, MaxDiagnostics);
        request.Check();
        var errors = service.StateMachines.Validate(definition, type == "EXPRESS");
        var warnings = severity == "WARNING" ? StateMachine.FindWarnings(definition) : [];
        var limit = maxResults is null or 0 ? MaxDiagnostics : maxResults.Value;
        answer.WriteString("result", errors.Count == 0 ? "OK" : "FAIL");
        answer.WriteStartArray("diagnostics");
        foreach (var error in errors.Take(limit))
        {
            WriteDiagnostic(answer, "ERROR", error);
        }

        foreach (var warning in warnings.Take(limit - Math.Min(limit, errors.Count)))
        {
            WriteDiagnostic(answer, "WARNING", warning);
        }

        answer.WriteEndArray();
        answer.WriteBoolean("truncated", errors.Count + warnings.Count > limit);
        return Task.CompletedTask;
    }

    private static void WriteDiagnostic(Utf8JsonWriter answer, string severity, DefinitionError found)
    {
        answer.WriteStartObject();
        answer.WriteString("severity", severity);
        answer.WriteString("code", found.Code);
        answer.WriteString("message", found.Message);
        answer.WriteString("location", found.Location.Length == 0 ? "/" : found.Location);
        answer.WriteEndObject();
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
