using PromptToImage.Contracts;
using PromptToImage.Pipeline.Options;

namespace PromptToImage.Pipeline.Tests;

/// <summary>The definition and the functions get from the runner what they get from a deployment.</summary>
public sealed class DeploymentGuardTests
{
    private static readonly Uri Endpoint = new("http://localhost:4566");

    [Fact]
    public void Every_placeholder_of_the_definition_is_filled_in_and_no_other()
    {
        var definition = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "statemachine", "prompt-to-image.asl.json"));
        var substituted = LocalPipeline.Substitutions(Endpoint).Keys.Order(StringComparer.Ordinal).ToList();
        Assert.Equal(StateMachinePlaceholders.All.Order(StringComparer.Ordinal), substituted);
        Assert.Equal(DefinitionSubstitution.Placeholders(definition).Distinct().Order(StringComparer.Ordinal), substituted);
    }

    [Fact]
    public void Every_function_has_the_settings_that_it_cannot_run_without() =>
        Assert.Empty(
            FunctionCatalog.All.SelectMany(function => function.Required).Except(LocalSettings.Create(Endpoint, new RunOptions()).Keys)
        );
}
