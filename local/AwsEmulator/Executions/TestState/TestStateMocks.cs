using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;
using PromptToImage.StatesLanguage.Testing;

namespace PromptToImage.AwsEmulator.Executions.TestState;

/// <summary>Checks whether a mock fits the state, in AWS's order and with its messages.</summary>
internal static class TestStateMocks
{
    private static readonly string[] MockedTypes = ["Task", "Map", "Parallel"];

    /// <returns>Null without a mock.</returns>
    /// <exception cref="AwsException">InvalidDefinition, ValidationException.</exception>
    public static StateTestMock? Read(TestStateRequest request, StateUnderTest state)
    {
        if (request.Mock is not { } mock)
        {
            CheckWithoutMock(request, state);
            return null;
        }

        if (!MockedTypes.Contains(state.Type))
        {
            throw TestStateErrors.MockNotAllowed(state.Type);
        }

        if (request.RevealSecrets)
        {
            throw TestStateErrors.SecretsOfMock();
        }

        if (mock.Result is null == !mock.HasErrorOutput)
        {
            throw TestStateErrors.NotOneMock();
        }

        if (mock.Result is null)
        {
            return new StateTestMock(null, mock.Error ?? "", mock.Cause);
        }

        if (!JsonValue.TryParse(mock.Result, out var result))
        {
            throw TestStateErrors.MockIsNotJson();
        }

        CheckResult(result, mock.ValidationMode, state);
        if (request.MapIterationFailureCount is { } failed && result is JsonArray iterations && failed > iterations.Count)
        {
            throw TestStateErrors.FailureCountAboveIterations();
        }

        return new StateTestMock(result);
    }

    private static void CheckWithoutMock(TestStateRequest request, StateUnderTest state)
    {
        if (state.Type is "Map" or "Parallel")
        {
            throw TestStateErrors.MapOrParallelWithoutMock();
        }

        if (request.MapIterationFailureCount is not null)
        {
            throw TestStateErrors.FailureCountWithoutMock();
        }

        if (
            state.Resource is { } resource
            && (
                resource.Kind == TaskResourceKind.Activity
                || resource.WaitsForToken
                || resource.Resource.Contains(".sync", StringComparison.Ordinal)
            )
        )
        {
            throw TestStateErrors.WaitingTaskWithoutMock();
        }

        if (state.Type == "Task" && request.RoleArn is null)
        {
            throw TestStateErrors.RoleRequired();
        }
    }

    private static void CheckResult(JsonValue result, MockValidationMode mode, StateUnderTest state)
    {
        switch (state.Type)
        {
            case "Map" when state.HasResultWriter:
                if (result is not JsonObject)
                {
                    throw TestStateErrors.MockIsNoObject();
                }

                break;
            case "Map":
                if (result is not JsonArray)
                {
                    throw TestStateErrors.MockIsNoArray();
                }

                break;
            case "Parallel":
                if (result is not JsonArray branches)
                {
                    throw TestStateErrors.MockIsNoArray();
                }

                if (branches.Count != state.BranchCount)
                {
                    throw TestStateErrors.NotOneItemPerBranch();
                }

                break;
            case "Task" when mode != MockValidationMode.None && state.Resource is { } resource:
                ServiceResponse.Find(resource)?.Check(result, isStrict: mode == MockValidationMode.Strict);
                break;
        }
    }
}
