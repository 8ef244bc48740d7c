using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptToImage.Deployment.Templates;

/// <summary>A CloudFormation template in JSON.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html</remarks>
public sealed class Template
{
    // The first three say nothing about resources.
    private static readonly HashSet<string> Sections =
    [
        "AWSTemplateFormatVersion",
        "Description",
        "Metadata",
        nameof(Parameters),
        nameof(Conditions),
        nameof(Resources),
        nameof(Outputs),
    ];

    private Template(JsonObject root)
    {
        Parameters = Section(root, nameof(Parameters));
        Conditions = Section(root, nameof(Conditions));
        Outputs = Section(root, nameof(Outputs));
        Resources = [.. Section(root, nameof(Resources)).Select(entry => TemplateResource.Parse(entry.Key, entry.Value))];
    }

    /// <summary>In the template's order.</summary>
    public IReadOnlyList<TemplateResource> Resources { get; }

    internal JsonObject Parameters { get; }

    internal JsonObject Conditions { get; }

    internal JsonObject Outputs { get; }

    /// <exception cref="TemplateException">The text is not a template, or has a section that is not supported.</exception>
    public static Template Parse(string json)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(json);
        }
        catch (JsonException e)
        {
            throw new TemplateException($"The template is not JSON: {e.Message}", e);
        }

        return Parse(root as JsonObject ?? throw new TemplateException("The template is not a JSON object."));
    }

    /// <inheritdoc cref="Parse(string)"/>
    public static Template Parse(JsonObject root) =>
        root.Select(section => section.Key).FirstOrDefault(name => !Sections.Contains(name)) is { } unknown
            ? throw new TemplateException($"The section {unknown} is not supported on one machine.")
            : new Template(root);

    private static JsonObject Section(JsonObject root, string name) =>
        root[name] switch
        {
            null => [],
            JsonObject section => section,
            _ => throw new TemplateException($"The section {name} is not an object."),
        };
}
