using System.Text.Json.Nodes;
using PromptToImage.Contracts;
using PromptToImage.Deployment.Templates;
using PromptToImage.Pipeline.Options;

namespace PromptToImage.Pipeline;

/// <summary>The template that a run on this machine deploys.</summary>
public sealed class LocalTemplate
{
    private readonly string _folder;

    private LocalTemplate(JsonObject json, string folder)
    {
        Json = json;
        _folder = folder;
    }

    /// <summary>The template's JSON. Changes have effect until the deployment.</summary>
    public JsonObject Json { get; }

    /// <summary>Reads the committed template, which the build copies next to the program.</summary>
    public static LocalTemplate Committed()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "cdk", "template");
        return Parse(File.ReadAllText(Path.Combine(folder, "PromptToImage.template.json")), folder);
    }

    /// <param name="json">A template.</param>
    /// <param name="folder">The folder to which its paths are relative.</param>
    public static LocalTemplate Parse(string json, string folder) => new(JsonNode.Parse(json)!.AsObject(), folder);

    /// <summary>The properties of the resources of a type, in the template's order.</summary>
    public IEnumerable<JsonObject> Properties(string type) =>
        Json["Resources"]!
            .AsObject()
            .Select(resource => resource.Value!)
            .Where(resource => resource["Type"]!.GetValue<string>() == type)
            .Select(resource => resource["Properties"]!.AsObject());

    /// <summary>The properties of the one resource of a type with a value in a property, for example its name.</summary>
    public JsonObject Properties(string type, string property, string value) =>
        Properties(type).Single(properties => properties[property] is JsonValue name && name.ToString() == value);

    /// <summary>The template with the settings of the command line in place of the deployment's.</summary>
    internal Template With(RunOptions options)
    {
        if (options.MaxConcurrentExecutions is { } limit)
        {
            var start = Properties("AWS::Lambda::Function", "Handler", FunctionCatalog.Start.Handler);
            start["Environment"]!["Variables"]![SettingNames.MaxConcurrentExecutions] = limit;
        }

        if (options.QueueAgeThreshold is { } threshold)
        {
            Properties("AWS::CloudWatch::Alarm", "AlarmName", PipelineResources.QueueAgeAlarm)["Threshold"] = threshold.TotalSeconds;
        }

        return Template.Parse(Json);
    }

    /// <summary>Reads a file by its path relative to the template's folder.</summary>
    internal string ReadArtifact(string path) => File.ReadAllText(Path.Combine(_folder, path));
}
