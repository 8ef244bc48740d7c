using System.Text.Json.Nodes;

namespace PromptToImage.Deployment.Templates;

/// <summary>One entry of a template's section Resources.</summary>
/// <param name="LogicalId">The name in the template.</param>
/// <param name="Type">For example <c>AWS::SQS::Queue</c>.</param>
/// <param name="Properties">With intrinsic functions.</param>
/// <param name="DependsOn">Logical ids of resources that are created before this one although no property refers to them.</param>
/// <param name="Condition">The condition under which the resource is created; null for always.</param>
/// <param name="IsRetained">Whether the resource stays when the template no longer has it.</param>
public sealed record TemplateResource(
    string LogicalId,
    string Type,
    JsonObject Properties,
    IReadOnlyList<string> DependsOn,
    string? Condition,
    bool IsRetained
)
{
    // The further members of a resource. Metadata has no effect on AWS either.
    private static readonly HashSet<string> Known =
    [
        nameof(Type),
        nameof(Properties),
        nameof(DependsOn),
        nameof(Condition),
        "DeletionPolicy",
        "UpdateReplacePolicy",
        "Metadata",
    ];

    internal static TemplateResource Parse(string logicalId, JsonNode? node)
    {
        if (node is not JsonObject json || json[nameof(Type)] is not JsonValue type)
        {
            throw new TemplateException($"{logicalId}: a resource is an object with a Type.");
        }

        if (json.Select(member => member.Key).FirstOrDefault(name => !Known.Contains(name)) is { } unknown)
        {
            throw new TemplateException($"{logicalId}: the attribute {unknown} is not supported on one machine.");
        }

        return new TemplateResource(
            logicalId,
            type.GetValue<string>(),
            json[nameof(Properties)] as JsonObject ?? [],
            json[nameof(DependsOn)] switch
            {
                null => [],
                JsonArray several => [.. several.Select(name => name!.GetValue<string>())],
                var one => [one.GetValue<string>()],
            },
            json[nameof(Condition)]?.GetValue<string>(),
            json["DeletionPolicy"]?.GetValue<string>() is "Retain" or "RetainExceptOnCreate"
        );
    }
}
