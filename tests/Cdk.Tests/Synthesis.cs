using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json.Nodes;
using PromptToImage.Cdk.Tests;

[assembly: AssemblyFixture(typeof(Synthesis))]

namespace PromptToImage.Cdk.Tests;

/// <summary>
/// All stacks that the tests inspect, synthesized once in one app. Synthesis needs Node; without Node these tests are skipped.
/// </summary>
public sealed class Synthesis : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cdk-tests-").FullName;
    private readonly string? _nodeIsMissing;

    public Synthesis()
    {
        _nodeIsMissing = FindNode();
        if (_nodeIsMissing is null)
        {
            Synthesize();
        }
    }

    public static RepositoryFolder Repository { get; } = RepositoryFolder.Above(AppContext.BaseDirectory);

    /// <summary>The stack with default settings and an alert address.</summary>
    public static PipelineSettings Usual { get; } = new() { AlertEmails = ["a@b.example", "c@d.example"], ResultEmails = ["e@f.example"] };

    /// <summary>The stack with every setting different from its default.</summary>
    public static PipelineSettings Other { get; } =
        new()
        {
            AlertEmails = ["a@b.example"],
            NamePrefix = "team18",
            BucketName = "existing",
            KeyPrefix = "18/",
            ModelId = "stability.sd3-5-large-v1:0",
            BedrockRegion = "eu-west-1",
            MaxConcurrentExecutions = 33,
            QueueAgeAlarmSeconds = 300,
            HttpApi = false,
            Architecture = FunctionArchitecture.Arm64,
            ImagePriceUsd = 0.07m,
        };

    public Template Pipeline => Read("Usual");

    public Template OtherPipeline => Read("Other");

    /// <summary>A stack without an alert address and with stand-ins by fallback.</summary>
    public Template Draft => Read("Draft");

    public Template ModelWatch => Read("ModelWatch");

    public Template Delivery => Read("Delivery");

    public Template DeliveryWithProvider => Read("DeliveryWithProvider");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Template Read(string stack)
    {
        Assert.SkipWhen(_nodeIsMissing is not null, _nodeIsMissing ?? "");
        return Template.Parse(File.ReadAllText(Path.Combine(_folder, "out", $"{stack}.template.json")));
    }

    private void Synthesize()
    {
        var package = Path.Combine(_folder, "package");
        Directory.CreateDirectory(package);
        File.WriteAllText(Path.Combine(package, "PromptToImage.Functions.dll"), "published elsewhere");
        DeliverySettings delivery = new() { Repository = "owner/name", BootstrapQualifier = "team18" };
        var app = Program.CreateApp(delivery, FeatureFlags(), Path.Combine(_folder, "out"));
        Add("Usual", Usual, PackageSource.Official);
        Add("Other", Other, PackageSource.StandIn);
        Add("Draft", new PipelineSettings(), PackageSource.StandInAsFallback);
        _ = new ModelWatchStack(app, "ModelWatch", Other);
        _ = new DeliveryStack(app, "Delivery", delivery);
        _ = new DeliveryStack(
            app,
            "DeliveryWithProvider",
            delivery with
            {
                GitHubProviderArn = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com",
                OwnerId = "11",
                RepositoryId = "22",
            }
        );
        app.Synth();

        void Add(string id, PipelineSettings settings, PackageSource source) =>
            _ = new PipelineStack(
                app,
                id,
                new PipelineStackProps
                {
                    Settings = settings,
                    Package = new FunctionsPackage(package, source),
                    Definition = Repository.ReadDefinition(),
                }
            );
    }

    /// <summary>The context of <c>cdk.json</c>, as in a deployment.</summary>
    private static Dictionary<string, object> FeatureFlags()
    {
        var settings = JsonNode.Parse(File.ReadAllText(Repository.Path("cdk", "cdk.json")))!;
        return settings["context"]!
            .AsObject()
            .ToDictionary(
                flag => flag.Key,
                flag =>
                    flag.Value is JsonArray array
                        ? (object)array.Select(item => (object)item!.GetValue<string>()).ToArray()
                        : flag.Value!.GetValue<bool>()
            );
    }

    private static string? FindNode()
    {
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true })!;
            node.WaitForExit();
            return null;
        }
        catch (Win32Exception)
        {
            return "The CDK needs Node, which is not on this machine.";
        }
    }
}
