using System.Text.Json;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions.Api;

/// <summary>ValidateStateMachineDefinition, https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html.</summary>
internal sealed class DefinitionOperations(StepFunctionsService service)
{
    private const int MaxDiagnostics = 100;

    public IEnumerable<KeyValuePair<string, JsonOperationHandler>> All => [new("ValidateStateMachineDefinition", ValidateAsync)];

    private Task ValidateAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
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
        response.WriteString("result", errors.Count == 0 ? "OK" : "FAIL");
        response.WriteStartArray("diagnostics");
        foreach (var error in errors.Take(limit))
        {
            WriteDiagnostic(response, "ERROR", error);
        }

        foreach (var warning in warnings.Take(limit - Math.Min(limit, errors.Count)))
        {
            WriteDiagnostic(response, "WARNING", warning);
        }

        response.WriteEndArray();
        response.WriteBoolean("truncated", errors.Count + warnings.Count > limit);
        return Task.CompletedTask;
    }

    private static void WriteDiagnostic(Utf8JsonWriter response, string severity, DefinitionError found)
    {
        response.WriteStartObject();
        response.WriteString("severity", severity);
        response.WriteString("code", found.Code);
        response.WriteString("message", found.Message);
        response.WriteString("location", found.Location.Length == 0 ? "/" : found.Location);
        response.WriteEndObject();
    }
}
