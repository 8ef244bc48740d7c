using System.Text.Json.Nodes;

namespace PromptToImage.Cdk.Tests;

/// <summary>One resource of a template.</summary>
public sealed class TemplateResource(string logicalId, JsonObject json)
{
    public string LogicalId => logicalId;

    public string Type => json[nameof(Type)]!.GetValue<string>();

    public JsonObject Json => json;

    /// <summary>A property by its path; null where it is absent.</summary>
    public JsonNode? this[params ReadOnlySpan<string> path]
    {
        get
        {
            var node = json["Properties"];
            foreach (var name in path)
            {
                node = node is JsonArray array ? array[int.Parse(name, null)] : node?[name];
            }

            return node;
        }
    }

    /// <summary>A property as text, with intrinsic functions as <c>${Name}</c>.</summary>
    public string Text(params ReadOnlySpan<string> path) => Intrinsic.Text(this[path]);

    public int Number(params ReadOnlySpan<string> path) => this[path]!.GetValue<int>();
}
