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

    private async Task TestAsync(JsonElement body, Utf8JsonWriter response, CancellationToken cancellationToken)
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
        Write(response, "output", result.Output);
        response.WriteOptional("error", result.Error);
        response.WriteOptional("cause", result.Cause);
        response.WriteOptional("nextState", result.NextState);
        response.WriteString("status", StatusName(result.Status));
        if (level is "DEBUG" or "TRACE")
        {
            response.WriteStartObject("inspectionData");
            WriteInspection(response, result.Inspection);
            WriteErrorDetails(response, result);
            response.WriteEndObject();
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

    private static void WriteInspection(Utf8JsonWriter response, StateInspection inspection)
    {
        Write(response, "input", inspection.Input);
        Write(response, "afterArguments", inspection.AfterArguments);
        Write(response, "afterInputPath", inspection.AfterInputPath);
        Write(response, "afterParameters", inspection.AfterParameters);
        Write(response, "afterItemsPath", inspection.AfterItemsPath);
        Write(response, "afterItemSelector", inspection.AfterItemSelector);
        Write(response, "result", inspection.Result);
        Write(response, "afterResultSelector", inspection.AfterResultSelector);
        Write(response, "afterResultPath", inspection.AfterResultPath);
        Write(response, "variables", inspection.Variables);
        Write(response, "maxConcurrency", inspection.MaxConcurrency);
        Write(response, "toleratedFailureCount", inspection.ToleratedFailureCount);
        if (inspection.ToleratedFailurePercentage is { } percentage)
        {
            response.WriteNumber("toleratedFailurePercentage", percentage);
        }
    }

    private static void WriteErrorDetails(Utf8JsonWriter response, StateTestResult result)
    {
        if (result.RetryIndex is null && result.CatchIndex is null)
        {
            return;
        }

        response.WriteStartObject("errorDetails");
        Write(response, "catchIndex", result.CatchIndex);
        Write(response, "retryIndex", result.RetryIndex);
        Write(response, "retryBackoffIntervalSeconds", result.RetryDelay is { } delay ? (int)Math.Round(delay.TotalSeconds) : null);
        response.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter response, string name, JsonValue? value) => response.WriteOptional(name, value?.ToJson());

    private static void Write(Utf8JsonWriter response, string name, int? value)
    {
        if (value is { } number)
        {
            response.WriteNumber(name, number);
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
