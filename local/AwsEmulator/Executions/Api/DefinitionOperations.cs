using System.Text.Json;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions.Api;

/// <summary>ValidateStateMachineDefinition, https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html.</summary>
internal sealed class DefinitionOperations(StepFunctionsService service)
{
    private const int MaxDiagnostics = 100;

    public IEnumerable<KeyValuePair<string, JsonOperationHandler>> All => [new("ValidateStateMachineDefinition", ValidateAsync)];

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
}
