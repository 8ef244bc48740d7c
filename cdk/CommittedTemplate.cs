using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PromptToImage.Cdk;

/// <summary>
/// <c>template/PromptToImage.template.json</c>: the pipeline's stack with the default settings. A pull request shows there what changes in
/// the infrastructure, and the run on one machine deploys it.
/// </summary>
public static partial class CommittedTemplate
{
    /// <summary>The address that both topics notify. On one machine, every e-mail goes to the mailbox in the data folder.</summary>
    private const string Mailbox = "you@localhost";

    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
    };

    /// <summary>The defaults, with an address for both topics.</summary>
    public static PipelineSettings Settings { get; } = new() { AlertEmails = [Mailbox], ResultEmails = [Mailbox] };

    public static string PathIn(RepositoryFolder repository) => repository.Path("cdk", "template", "PromptToImage.template.json");

    /// <summary>Synthesizes the template and replaces the committed one.</summary>
    public static void Write(RepositoryFolder repository) => File.WriteAllText(PathIn(repository), Synthesize(repository));

    /// <summary>Synthesizes the template as it is committed.</summary>
    /// <param name="repository">The folder of the definition and of <c>cdk.json</c>.</param>
    /// <param name="settings">Null for <see cref="Settings"/>.</param>
    public static string Synthesize(RepositoryFolder repository, PipelineSettings? settings = null)
    {
        var folder = Directory.CreateTempSubdirectory("committed-template-").FullName;
        try
        {
            // The functions are not published: the committed template names their folder instead of an asset.
            var package = Directory.CreateDirectory(Path.Combine(folder, "package")).FullName;
            File.WriteAllText(Path.Combine(package, "PromptToImage.Functions.dll"), "");
            var definition = repository.ReadDefinition();
            var app = Program.CreateApp(new DeliverySettings(), FeatureFlags(repository), Path.Combine(folder, "out"));
            var props = new PipelineStackProps
            {
                Settings = settings ?? Settings,
                Package = new FunctionsPackage(package, PackageSource.Official),
                Definition = definition,
            };
            var stack = new PipelineStack(app, "PromptToImage", props);
            app.Synth();
            return Normalize(File.ReadAllText(Path.Combine(folder, "out", stack.TemplateFile)), definition);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The context of <c>cdk.json</c>, which the CDK's command line passes to the app.</summary>
    public static Dictionary<string, object> FeatureFlags(RepositoryFolder repository)
    {
        var settings = JsonNode.Parse(File.ReadAllText(repository.Path("cdk", "cdk.json")))!;
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

    /// <summary>
    /// Omits what says nothing about the infrastructure: what the CDK's bootstrap adds, and hashes of code in logical ids. Names code and
    /// definition by their paths, as <c>aws cloudformation package</c> reads them.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html</remarks>
    private static string Normalize(string template, string definition)
    {
        var root = JsonNode.Parse(CodeHash().Replace(template, "$1"))!.AsObject();
        Omit(root, "Parameters", "BootstrapVersion");
        Omit(root, "Rules", "CheckBootstrapVersion");
        foreach (var resource in root["Resources"]!.AsObject().Select(entry => entry.Value!.AsObject()))
        {
            var properties = resource["Properties"]?.AsObject();
            switch (resource["Type"]!.GetValue<string>())
            {
                case "AWS::Lambda::Function":
                    properties!["Code"] = "../../functions";
                    break;
                case "AWS::StepFunctions::StateMachine" when properties!["DefinitionString"]?.GetValue<string>() == definition:
                    properties.Remove("DefinitionString");
                    properties["DefinitionS3Location"] = "../../statemachine/prompt-to-image.asl.json";
                    break;
            }
        }

        return root.ToJsonString(Readable) + "\n";
    }

    private static void Omit(JsonObject root, string section, string name)
    {
        var entries = root[section]!.AsObject();
        entries.Remove(name);
        if (entries.Count == 0)
        {
            root.Remove(section);
        }
    }

    /// <summary>The hash at the end of the logical id of a function's version and of the API's deployment.</summary>
    [GeneratedRegex("([A-Za-z]+(?:CurrentVersion|Deployment)[0-9A-F]{8})[0-9a-f]{32}")]
    private static partial Regex CodeHash();
}
