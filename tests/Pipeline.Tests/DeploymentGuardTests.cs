using PromptToImage.Contracts;
using PromptToImage.Pipeline.Options;

namespace PromptToImage.Pipeline.Tests;

/// <summary>The local run gives the definition and the functions the same values as a deployment.</summary>
public sealed class DeploymentGuardTests
{
    private static readonly Uri Endpoint = new("http://localhost:4566");

    [Fact]
    public void Exactly_the_placeholders_of_the_definition_are_replaced()
    {
        var definition = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "statemachine", "prompt-to-image.asl.json"));
        var substituted = LocalPipeline.Substitutions(Endpoint).Keys.Order(StringComparer.Ordinal).ToList();
        Assert.Equal(StateMachinePlaceholders.All.Order(StringComparer.Ordinal), substituted);
        Assert.Equal(DefinitionSubstitution.Placeholders(definition).Distinct().Order(StringComparer.Ordinal), substituted);
    }

    [Fact]
    public void Every_function_has_its_required_settings() =>
        Assert.Empty(
            FunctionCatalog.All.SelectMany(function => function.Required).Except(LocalSettings.Create(Endpoint, new RunOptions()).Keys)
        );
}
