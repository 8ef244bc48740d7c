using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Amazon.CDK;

namespace PromptToImage.Cdk;

/// <summary>
/// Reads the settings, publishes the functions and synthesizes the stacks. <c>npx cdk</c> runs it, see <c>cdk.json</c>. With the argument
/// <c>template</c> it rewrites the <see cref="CommittedTemplate"/> instead.
/// </summary>
public static class Program
{
    public static int Main(string[] args)
    {
        if (args is ["template"])
        {
            CommittedTemplate.Write(RepositoryFolder.Above(AppContext.BaseDirectory));
            return 0;
        }

        try
        {
            IReadOnlyDictionary<string, string> environment = ReadEnvironment();
            var source = new SettingSource(ReadContext(environment), environment);
            var settings = PipelineSettings.Read(source);
            var delivery = DeliverySettings.Read(source);
            source.RejectUnknown();
            source.ThrowIfInvalid();
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
        var app = CreateApp(delivery);
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

    /// <summary>An app whose stacks use the account's bootstrap.</summary>
    /// <param name="delivery">Names the qualifier of the bootstrap.</param>
    /// <param name="context">Context values in addition to the command line's.</param>
    /// <param name="folder">The output folder; null for the command line's.</param>
    public static App CreateApp(DeliverySettings delivery, IDictionary<string, object>? context = null, string? folder = null) =>
        new(
            new AppProps
            {
                Context = context,
                Outdir = folder,
                DefaultStackSynthesizer = new DefaultStackSynthesizer(
                    new DefaultStackSynthesizerProps { Qualifier = delivery.BootstrapQualifier }
                ),
            }
        );

    /// <summary>The region of the stack. Null without credentials, because the CDK's command line then invents a region.</summary>
    private static string? RegionOfCredentials(IReadOnlyDictionary<string, string> environment) =>
        environment.ContainsKey("CDK_DEFAULT_ACCOUNT") ? environment.GetValueOrDefault("CDK_DEFAULT_REGION") : null;

    /// <summary>The CDK's command line passes the context as JSON in an environment variable.</summary>
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
