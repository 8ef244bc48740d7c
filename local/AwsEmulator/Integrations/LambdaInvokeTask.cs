using System.Text;
using System.Text.Json;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.AwsEmulator.Integrations;

/// <summary>
/// <c>arn:aws:states:::lambda:invoke</c>: the Invoke operation with its answer's metadata around the payload,
/// https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html.
/// </summary>
public sealed class LambdaInvokeTask(FunctionRegistry functions, IdSource ids, TimeProvider time) : ITaskIntegration
{
    public bool Accepts(TaskResource resource) =>
        resource is { Kind: TaskResourceKind.Integration, ResourceType: "lambda", Resource: "invoke" or "invoke.waitForTaskToken" };

    public async Task<TaskOutcome> RunAsync(TaskCall call, CancellationToken cancellationToken)
    {
        using var parameters = JsonDocument.Parse(call.Parameters);
        if (!parameters.RootElement.TryGetProperty("FunctionName", out var name) || name.ValueKind != JsonValueKind.String)
        {
            return TaskOutcome.Failed("States.Runtime", "The parameter FunctionName is required and must be a string.");
        }

        var requestId = ids.Next();
        FunctionResult answer;
        try
        {
            answer = await functions.InvokeAsync(name.GetString()!, Payload(parameters.RootElement), call.EffectScope, cancellationToken);
        }
        catch (AwsException e)
        {
            return FunctionAnswer.Refused(e, ToArn(name.GetString()!), requestId);
        }

        return !answer.IsError
            ? TaskOutcome.Succeeded(Output(answer, HasLog(parameters.RootElement), requestId))
            : FunctionAnswer.Failure(answer.Payload);
    }

    /// <summary>As recorded from AWS: null is no payload at all, and a text that is JSON goes out as it stands.</summary>
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

    private string Output(FunctionResult answer, bool hasLog, string requestId) =>
        JsonOutput.Object(writer =>
        {
            var payload = answer.Payload;
            var log = hasLog ? Convert.ToBase64String(Encoding.UTF8.GetBytes(answer.Log)) : null;
            writer.WriteString("ExecutedVersion", "$LATEST");
            if (log is not null)
            {
                writer.WriteString("LogResult", log);
            }

            writer.WritePropertyName("Payload");
            writer.WriteRawValue(FunctionAnswer.Text(payload));
            new SdkMetadata
            {
                RequestId = requestId,
                Date = time.GetUtcNow(),
                ContentType = "application/json",
                ContentLength = payload.Length,
                ConnectionHeader = "Connection",
                FurtherHeaders =
                [
                    .. log is null ? [] : (ReadOnlySpan<KeyValuePair<string, string>>)[KeyValuePair.Create("X-Amz-Log-Result", log)],
                    KeyValuePair.Create("X-Amz-Executed-Version", "$LATEST"),
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
        function.StartsWith("arn:", StringComparison.Ordinal) ? function : RegisteredFunction.ArnOf(function);
}
