using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.StatesLanguage;

namespace PromptToImage.AwsEmulator.Executions.TestState;

/// <summary>The errors of TestState.</summary>
internal static class TestStateErrors
{
    public static AwsException NotAnObject() =>
        StatesErrors.InvalidDefinition([new DefinitionError("", "The definition must be a JSON object", DefinitionError.NotJson)]);

    public static AwsException NoSuchState(string name) => StatesErrors.Validation($"State not found: '{name}'");

    public static AwsException MockNotAllowed(string type) =>
        StatesErrors.Validation($"State type '{type}' is not supported when a mock is specified");

    public static AwsException MockRequired(string type) =>
        StatesErrors.Validation($"State type '{type}' is only supported when a mock is specified");

    public static AwsException TwoMocks() =>
        StatesErrors.Validation("A test mock should have only one of the following fields: [result, errorOutput].");

    public static AwsException NotJson(string member, string detail) =>
        StatesErrors.Validation($"The member '{member}' is not valid JSON: {detail}");
}
