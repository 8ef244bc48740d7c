using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Amazon.CDK;

namespace PromptToImage.Cdk;

/// <summary>Settings in, functions built, stacks out. Run by <c>npx cdk</c>, as <c>cdk.json</c> says.</summary>
public static class Program
{
    public static int Main()
    {
        try
        {
            IReadOnlyDictionary<string, string> environment = ReadEnvironment();
            SettingSource source = new(ReadContext(environment), environment);
            var settings = PipelineSettings.Read(source);
            var delivery = DeliverySettings.Read(source);
            source.RefuseUnknown();
            source.ThrowIfFaulty();
            Synthesize(settings, delivery, RegionOfCredentials(environment));
            return 0;
        }
        catch (Exception e) when (e is InvalidSettingsException or FunctionsNotPublishedException)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }

    private static void Synthesize(PipelineSettings settings, DeliverySettings delivery, string? region)
    {
        var repository = RepositoryFolder.Above(AppContext.BaseDirectory);
        App app = new();
        _ = new PipelineStack(
            app,
            "PromptToImage",
            new PipelineStackProps
            {
                Settings = settings,
                Package = FunctionsPackage.Publish(repository, settings.Architecture, settings.AwsPackages, Console.Error),
                Definition = repository.ReadDefinition(),
            }
        );
        if (region is not null && region != settings.BedrockRegion)
        {
            _ = new ModelWatchStack(app, "PromptToImageModelWatch", settings);
        }

        if (delivery.Repository is not null)
        {
            _ = new DeliveryStack(app, "PromptToImageDelivery", delivery);
        }

        app.Synth();
    }

    /// <summary>Where the stack would go; null without credentials, when the command line makes a region up.</summary>
    private static string? RegionOfCredentials(IReadOnlyDictionary<string, string> environment) =>
        environment.ContainsKey("CDK_DEFAULT_ACCOUNT") ? environment.GetValueOrDefault("CDK_DEFAULT_REGION") : null;

    /// <summary>The CDK's command line hands the context over as JSON in a variable.</summary>
    private static Dictionary<string, object?> ReadContext(IReadOnlyDictionary<string, string> environment) =>
        environment.TryGetValue("CDK_CONTEXT_JSON", out var json)
            ? JsonSerializer.Deserialize<Dictionary<string, object?>>(json) ?? []
            : [];

    [SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "This is the composition root.")]
    private static Dictionary<string, string> ReadEnvironment() =>
        System
            .Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "");
}
