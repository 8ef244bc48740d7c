using System.Text;
using System.Text.Json;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.AwsEmulator.Integrations;

/// <summary>
/// <c>arn:aws:states:::lambda:invoke</c>: the result contains the function's response and the metadata of Invoke,
/// https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html.
/// </summary>
public sealed class LambdaInvokeTask(FunctionRegistry functions, AccessControl access, IdGenerator ids, TimeProvider time) : ITaskIntegration
{
    public bool Accepts(TaskResource resource) =>
        resource is { Kind: TaskResourceKind.Integration, ResourceType: "lambda", Resource: "invoke" or "invoke.waitForTaskToken" };

    public async Task<TaskOutcome> RunAsync(TaskCall call, CancellationToken cancellationToken)
    {
        using var parameters = JsonDocument.Parse(call.Parameters);
        if (!parameters.RootElement.TryGetProperty("FunctionName", out var name) || name.ValueKind != JsonValueKind.String)
        {
            return TaskOutcome.Failed(ErrorNames.Runtime, "The parameter FunctionName is required and must be a string.");
        }

        var function = name.GetString()!;
        if (parameters.RootElement.TryGetProperty("Qualifier", out var qualifier) && qualifier.ValueKind == JsonValueKind.String)
        {
            function += $":{qualifier.GetString()}";
        }

        var requestId = ids.Next();
        FunctionResult response;
        try
        {
            access.Require(call.Caller, FunctionPermissions.Invoke(name.GetString()!));
            response = await functions.InvokeAsync(
                function,
                Payload(parameters.RootElement),
                call.IdempotencyScope,
                call.Task,
                cancellationToken
            );
        }
        catch (AwsException e)
        {
            return FunctionResponse.From(e, ToArn(function), requestId);
        }

        return !response.IsError
            ? TaskOutcome.Succeeded(Output(response, HasLog(parameters.RootElement), requestId))
            : FunctionResponse.Failure(response.Payload);
    }

    /// <summary>As recorded from AWS: null sends no payload, and a string that is JSON is sent without quotes.</summary>
    private static byte[] Payload(JsonElement parameters)
    {
        if (!parameters.TryGetProperty("Payload", out var given) || given.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        var isJson = given.ValueKind == JsonValueKind.String && JsonValue.TryParse(given.GetString()!, out _);
        return Encoding.UTF8.GetBytes(isJson ? given.GetString()! : given.GetRawText());
    }

    private static bool HasLog(JsonElement parameters) =>
        parameters.TryGetProperty("LogType", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "Tail";

    private string Output(FunctionResult response, bool hasLog, string requestId) =>
        JsonOutput.Object(writer =>
        {
            var payload = response.Payload;
            var log = hasLog ? Convert.ToBase64String(Encoding.UTF8.GetBytes(response.Log)) : null;
            writer.WriteString("ExecutedVersion", response.ExecutedVersion);
            if (log is not null)
            {
                writer.WriteString("LogResult", log);
            }

            writer.WritePropertyName("Payload");
            writer.WriteRawValue(FunctionResponse.Text(payload));
            new SdkMetadata
            {
                RequestId = requestId,
                Date = time.GetUtcNow(),
                ContentType = "application/json",
                ContentLength = payload.Length,
                ConnectionHeader = "Connection",
                AdditionalHeaders =
                [
                    .. log is null ? [] : (ReadOnlySpan<KeyValuePair<string, string>>)[KeyValuePair.Create("X-Amz-Log-Result", log)],
                    KeyValuePair.Create("X-Amz-Executed-Version", response.ExecutedVersion),
                    KeyValuePair.Create("x-amzn-Remapped-Content-Length", "0"),
                    KeyValuePair.Create(
                        "X-Amzn-Trace-Id",
                        "Root=1-" + requestId.Replace("-", "", StringComparison.Ordinal)[..32].Insert(8, "-")
                    ),
                ],
            }.Write(writer);
            writer.WriteNumber("StatusCode", 200);
        });

    private static string ToArn(string function) =>
        function.StartsWith("arn:", StringComparison.Ordinal) ? function : RegisteredFunction.ArnFor(function);
}
