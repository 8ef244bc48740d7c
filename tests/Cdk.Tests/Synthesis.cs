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
            ResultEmails = ["e@f.example"],
            DailyDigest = true,
            NamePrefix = "team18",
            BucketName = "existing",
            KeyPrefix = "18/",
            ResultWebhook = "https://results.example/hook",
            AlertWebhook = "https://alerts.example/hook",
            ModelId = "stability.sd3-5-large-v1:0",
            BedrockRegion = "eu-west-1",
            MaxConcurrentExecutions = 33,
            QueueAgeAlarmSeconds = 300,
            HttpApi = false,
            Architecture = FunctionArchitecture.Arm64,
            ImagePriceUsd = 0.07m,
            MonthlyBudgetUsd = 200,
            RolloutPercent = 100,
        };

    /// <summary>Skips a test that needs the CDK on a machine without Node.</summary>
    public void RequireNode() => Assert.SkipWhen(_nodeIsMissing is not null, _nodeIsMissing ?? "");

    public Template Pipeline => Read("Usual");

    public Template OtherPipeline => Read("Other");

    /// <summary>A stack without an alert address and with stand-ins by fallback.</summary>
    public Template Draft => Read("Draft");

    /// <summary>The usual stack with another limit of concurrent executions, which only Start reads.</summary>
    public Template ChangedSetting => Read("ChangedSetting");

    /// <summary>The usual stack with other code in the functions.</summary>
    public Template ChangedCode => Read("ChangedCode");

    public Template ModelWatch => Read("ModelWatch");

    public Template Delivery => Read("Delivery");

    public Template DeliveryWithProvider => Read("DeliveryWithProvider");

    /// <summary>The tags of a stack, which CloudFormation gives to all its resources that have tags.</summary>
    public IReadOnlyDictionary<string, string> TagsOf(string stack)
    {
        RequireNode();
        var manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "out", "manifest.json")))!;
        return manifest["artifacts"]![stack]!["properties"]!["tags"]!
            .AsObject()
            .ToDictionary(tag => tag.Key, tag => tag.Value!.GetValue<string>());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Template Read(string stack)
    {
        RequireNode();
        return Template.Parse(File.ReadAllText(Path.Combine(_folder, "out", $"{stack}.template.json")));
    }

    private void Synthesize()
    {
        var package = Package("published elsewhere");
        var delivery = new DeliverySettings { Repository = "owner/name", BootstrapQualifier = "team18" };
        var app = Program.CreateApp(delivery, CommittedTemplate.FeatureFlags(Repository), Path.Combine(_folder, "out"));
        Add("Usual", Usual, new FunctionsPackage(package, PackageSource.Official));
        Add("Other", Other, new FunctionsPackage(package, PackageSource.StandIn));
        Add("Draft", new PipelineSettings(), new FunctionsPackage(package, PackageSource.StandInAsFallback));
        var changed = Usual with { MaxConcurrentExecutions = Usual.MaxConcurrentExecutions + 1 };
        Add("ChangedSetting", changed, new FunctionsPackage(package, PackageSource.Official));
        Add("ChangedCode", Usual, new FunctionsPackage(Package("changed"), PackageSource.Official));
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
                Environments = ["production"],
            }
        );
        app.Synth();

        string Package(string content)
        {
            var folder = Path.Combine(_folder, content);
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, "PromptToImage.Functions.dll"), content);
            return folder;
        }

        void Add(string id, PipelineSettings settings, FunctionsPackage package) =>
            _ = new PipelineStack(
                app,
                id,
                new PipelineStackProps
                {
                    Settings = settings,
                    Package = package,
                    Definition = Repository.ReadDefinition(),
                }
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
