using System.Text.Json;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Executions.Api;

/// <summary>
/// What a worker that holds a task token calls,
/// https://docs.aws.amazon.com/step-functions/latest/dg/connect-to-resource.html#connect-wait-token.
/// </summary>
internal sealed class TaskTokenOperations(StepFunctionsService service)
{
    private const int MaxTaskTokenLength = 2048;

    public IEnumerable<KeyValuePair<string, JsonOperationHandler>> All =>
        [new("SendTaskSuccess", SuccessAsync), new("SendTaskFailure", FailureAsync), new("SendTaskHeartbeat", HeartbeatAsync)];

    private Task SuccessAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var token = request.Required("taskToken", MaxTaskTokenLength);
        var output = request.Sensitive("output", ExecutionOptions.MaxDataBytes);
        if (output is null)
        {
            _ = request.Required("output");
        }

        request.Check();
        return service.SendTaskSuccessAsync(token, output!);
    }

    private Task FailureAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var token = request.Required("taskToken", MaxTaskTokenLength);
        var error = request.Sensitive("error", 256);
        var cause = request.Sensitive("cause", 32_768);
        request.Check();
        return service.SendTaskFailureAsync(token, error, cause);
    }

    private Task HeartbeatAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var token = request.Required("taskToken", MaxTaskTokenLength);
        request.Check();
        return service.SendTaskHeartbeatAsync(token);
    }
}
