using System.Text.Json;
using PromptToImage.AwsEmulator.Executions.TestState;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.StatesLanguage.Testing;
using JsonValue = PromptToImage.Jsonata.Json.JsonValue;

namespace PromptToImage.AwsEmulator.Executions.Api;

/// <summary>TestState, https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html.</summary>
internal sealed class TestStateOperation(StepFunctionsService service)
{
    public IEnumerable<KeyValuePair<string, JsonOperationHandler>> All => [new("TestState", TestAsync)];

    private async Task TestAsync(JsonElement body, Utf8JsonWriter answer, CancellationToken cancellationToken)
    {
        var request = new StatesRequest(body);
        var definition = request.Required("definition", StateMachineOperations.MaxDefinitionLength);
        var stateName = request.Optional("stateName", StepFunctionsName.MaxLength);
        var roleArn = request.Optional("roleArn", StateMachineOperations.MaxArnLength);
        var input = request.Sensitive("input", ExecutionOptions.MaxDataBytes);
        var level = request.OneOf("inspectionLevel", "INFO", "DEBUG", "TRACE");
        var revealSecrets = request.Flag("revealSecrets") ?? false;
        var variables = request.Sensitive("variables", ExecutionOptions.MaxDataBytes);
        var context = request.Sensitive("context", ExecutionOptions.MaxDataBytes);
        var mock = request.Object("mock") is { } given ? Mock(new StatesRequest(given)) : null;
        var configuration = new StatesRequest(request.Object("stateConfiguration") ?? JsonElement.Parse("{}"));
        var retries = configuration.Number("retrierRetryCount", 0, int.MaxValue);
        var failures = configuration.Number("mapIterationFailureCount", 0, int.MaxValue);
        var items = configuration.Sensitive("mapItemReaderData", ExecutionOptions.MaxDataBytes);
        configuration.Check();
        request.Check();
        var result = await service.TestStateAsync(
            new TestStateRequest
            {
                Definition = definition,
                StateName = stateName,
                RoleArn = roleArn,
                Input = input ?? "{}",
                Variables = variables,
                Context = context,
                RevealSecrets = revealSecrets,
                Mock = mock,
                RetrierRetryCount = retries ?? 0,
                MapIterationFailureCount = failures,
                MapItemReaderData = items,
            },
            cancellationToken
        );
        Write(answer, "output", result.Output);
        answer.WriteOptional("error", result.Error);
        answer.WriteOptional("cause", result.Cause);
        answer.WriteOptional("nextState", result.NextState);
        answer.WriteString("status", StatusName(result.Status));
        if (level is "DEBUG" or "TRACE")
        {
            answer.WriteStartObject("inspectionData");
            WriteInspection(answer, result.Inspection);
            WriteErrorDetails(answer, result);
            answer.WriteEndObject();
        }
    }

    private static TestStateMock Mock(StatesRequest mock)
    {
        var result = mock.Sensitive("result", ExecutionOptions.MaxDataBytes);
        var mode = mock.OneOf("fieldValidationMode", "STRICT", "PRESENT", "NONE");
        var hasError = mock.Has("errorOutput");
        var errorOutput = new StatesRequest(mock.Object("errorOutput") ?? JsonElement.Parse("{}"));
        var error = errorOutput.Sensitive("error", ExecutionOperations.MaxErrorLength);
        var cause = errorOutput.Sensitive("cause", ExecutionOperations.MaxCauseLength);
        errorOutput.Check();
        mock.Check();
        return new TestStateMock
        {
            Result = result,
            HasErrorOutput = hasError,
            Error = error,
            Cause = cause,
            ValidationMode = mode switch
            {
                "NONE" => MockValidationMode.None,
                "PRESENT" => MockValidationMode.Present,
                _ => MockValidationMode.Strict,
            },
        };
    }

    private static void WriteInspection(Utf8JsonWriter answer, StateInspection inspection)
    {
        Write(answer, "input", inspection.Input);
        Write(answer, "afterArguments", inspection.AfterArguments);
        Write(answer, "afterInputPath", inspection.AfterInputPath);
        Write(answer, "afterParameters", inspection.AfterParameters);
        Write(answer, "afterItemsPath", inspection.AfterItemsPath);
        Write(answer, "afterItemSelector", inspection.AfterItemSelector);
        Write(answer, "result", inspection.Result);
        Write(answer, "afterResultSelector", inspection.AfterResultSelector);
        Write(answer, "afterResultPath", inspection.AfterResultPath);
        Write(answer, "variables", inspection.Variables);
        Write(answer, "maxConcurrency", inspection.MaxConcurrency);
        Write(answer, "toleratedFailureCount", inspection.ToleratedFailureCount);
        if (inspection.ToleratedFailurePercentage is { } percentage)
        {
            answer.WriteNumber("toleratedFailurePercentage", percentage);
        }
    }

    private static void WriteErrorDetails(Utf8JsonWriter answer, StateTestResult result)
    {
        if (result.RetryIndex is null && result.CatchIndex is null)
        {
            return;
        }

        answer.WriteStartObject("errorDetails");
        Write(answer, "catchIndex", result.CatchIndex);
        Write(answer, "retryIndex", result.RetryIndex);
        Write(answer, "retryBackoffIntervalSeconds", result.RetryDelay is { } delay ? (int)Math.Round(delay.TotalSeconds) : null);
        answer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter answer, string name, JsonValue? value) => answer.WriteOptional(name, value?.ToJson());

    private static void Write(Utf8JsonWriter answer, string name, int? value)
    {
        if (value is { } number)
        {
            answer.WriteNumber(name, number);
        }
    }

    private static string StatusName(StateTestStatus status) =>
        status switch
        {
            StateTestStatus.Succeeded => "SUCCEEDED",
            StateTestStatus.Failed => "FAILED",
            StateTestStatus.Retriable => "RETRIABLE",
            _ => "CAUGHT_ERROR",
        };
}
