using PromptToImage.Simulation.MockedCases;

namespace PromptToImage.Simulation.Tests.MockedCases;

/// <summary>The cases of the project's definition, each with the path that it must take.</summary>
public sealed class OwnCasesTests
{
    private static readonly Dictionary<string, (string Path, string Status, string? Error)> Expected = new()
    {
        ["HappyPath"] = (
            "Validate prompt (returned) > Generate image (returned) > Store image (returned) > Notify (returned)",
            "SUCCEEDED",
            null
        ),
        ["ThrottledThenDrawn"] = (
            "Validate prompt (returned) > Generate image (ModelThrottledException × 10, returned) > Store image (returned) > Notify (returned)",
            "SUCCEEDED",
            null
        ),
        ["Filtered"] = (
            "Validate prompt (returned) > Generate image (ContentFilteredException) > Dead-letter prompt (returned) > Notify failure (returned) > Prompt failed",
            "FAILED",
            "ContentFilteredException"
        ),
        ["InvalidPrompt"] = (
            "Validate prompt (InvalidPromptException) > Dead-letter prompt (returned) > Notify failure (returned) > Prompt failed",
            "FAILED",
            "InvalidPromptException"
        ),
        ["StoreFails"] = (
            "Validate prompt (returned) > Generate image (returned) > Store image (StagedImageMissingException) > Dead-letter prompt (returned) > Notify failure (returned) > Prompt failed",
            "FAILED",
            "StagedImageMissingException"
        ),
        ["StoreDiesOnceThenStores"] = (
            "Validate prompt (returned) > Generate image (returned) > Store image (Lambda.Unknown, returned) > Notify (returned)",
            "SUCCEEDED",
            null
        ),
        ["DeadLetterFails"] = (
            "Validate prompt (InvalidPromptException) > Dead-letter prompt (Sqs.QueueDoesNotExistException × 7) > Notify failure (returned) > Prompt failed",
            "FAILED",
            "InvalidPromptException"
        ),
        ["NotifyFailureFails"] = (
            "Validate prompt (InvalidPromptException) > Dead-letter prompt (returned) > Notify failure (States.Timeout × 3) > Prompt failed",
            "FAILED",
            "InvalidPromptException"
        ),
        ["NotifyFails"] = (
            "Validate prompt (returned) > Generate image (returned) > Store image (returned) > Notify (States.Timeout × 3)",
            "FAILED",
            "States.Timeout"
        ),
    };

    private static readonly CaseReport Report = CaseReport.Create(
        SimulatedFunctions.Parse(Text("prompt-to-image.asl.json")),
        MockConfig.Parse(Text("MockConfigFile.json")).StateMachines["prompt-to-image"],
        """{"id":"order-1","attempt":1,"message":"A croissant"}"""
    );

    public static TheoryData<string> Names => [.. Expected.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_case_takes_the_expected_path(string name)
    {
        var result = Report.Cases.Single(result => result.Name == name);
        Assert.Null(result.InvalidReason);
        Assert.Equal(Expected[name], (string.Join(" > ", result.Path), result.Status!, result.Error));
    }

    [Fact]
    public void Each_case_has_an_expected_path_and_the_cases_reach_every_state_and_catcher()
    {
        Assert.Equal(Expected.Keys.Order(StringComparer.Ordinal), Report.Cases.Select(result => result.Name).Order(StringComparer.Ordinal));
        Assert.Empty(Report.UnreachedStates);
        Assert.Empty(Report.UnreachedCatchers);
    }

    private static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "statemachine", name));
}
