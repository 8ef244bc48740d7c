using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions.TestState;

/// <summary>The errors of TestState, with AWS's messages.</summary>
internal static class TestStateErrors
{
    public static AwsException NotAnObject() =>
        StatesErrors.InvalidDefinition([new DefinitionError("", "The definition must be a JSON object", DefinitionError.NotJson)]);

    public static AwsException NoSuchState() => StatesErrors.Validation("State not found in definition");

    public static AwsException MockNotAllowed(string type) =>
        StatesErrors.Validation($"State type '{type}' is not supported when a mock is specified");

    /// <summary>The message is the same for both types.</summary>
    public static AwsException MapOrParallelWithoutMock() =>
        new(
            "InvalidDefinition",
            "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]"
        );

    public static AwsException WaitingTaskWithoutMock() =>
        StatesErrors.Validation("Activities and the patterns .sync and .waitForTaskToken are only supported when a mock is specified");

    public static AwsException RoleRequired() => StatesErrors.Validation("RoleArn must be specified when testing a Task state");

    public static AwsException SecretsOfMock() =>
        StatesErrors.Validation("TestState does not support RevealSecrets when a mock is specified.");

    public static AwsException NotOneMock() =>
        StatesErrors.Validation("A test mock should have only one of the following fields: [result, errorOutput].");

    public static AwsException MockIsNotJson() => StatesErrors.Validation("Mocked result must be valid JSON");

    public static AwsException MockIsNoArray() => StatesErrors.Validation("Mocked result must be an array.");

    public static AwsException MockIsNoObject() => StatesErrors.Validation("Mocked result must be a JSON object.");

    public static AwsException NotOneItemPerBranch() =>
        StatesErrors.Validation("Mocked result must contain the same number of items as number of Parallel branches.");

    public static AwsException MockSchema(string detail) =>
        StatesErrors.Validation($"Mock result schema validation error: {detail}");

    public static AwsException FailureCountWithoutMock() =>
        StatesErrors.Validation("TestState does not support MapIterationFailureCount when a mock is not specified.");

    public static AwsException FailureCountAboveIterations() =>
        StatesErrors.Validation("Map iteration failure count must be less than or equal to the number of Map iterations");

    public static AwsException InvalidContext(string detail) =>
        StatesErrors.Validation($"Invalid Context object provided: {detail}");

    public static AwsException NotJson(string member, string detail) =>
        StatesErrors.Validation($"The member '{member}' is not valid JSON: {detail}");
}
