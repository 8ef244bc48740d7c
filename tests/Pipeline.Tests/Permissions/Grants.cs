using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PromptToImage.Deployment.Iam;

namespace PromptToImage.Pipeline.Tests.Permissions;

/// <summary>The grants of the template's policies.</summary>
internal static partial class Grants
{
    /// <summary>A grant as a line: the role or the policy without the hash of its logical id, the action, and the resource.</summary>
    public static string Describe(GrantedAction grant) => $"{PlainName(grant.Policy)}: {grant.Action} on {grant.Resource}";

    /// <summary>Removes an action from the policy of a role or a resource.</summary>
    /// <param name="template">The template, which is changed.</param>
    /// <param name="owner">The role or the policy, without the hash of its logical id: <c>GenerateRole</c>.</param>
    /// <param name="action">The action.</param>
    /// <param name="resource">
    /// A part of the resource. The action is removed only from statements with such a resource, and stays for their other resources.
    /// </param>
    public static void Remove(LocalTemplate template, string owner, string action, string resource = "")
    {
        var removed = 0;
        foreach (var (id, entry) in template.Json["Resources"]!.AsObject())
        {
            if (PlainName(id) != owner || Document(entry!) is not { } document)
            {
                continue;
            }

            var statements = document["Statement"]!.AsArray();
            foreach (var statement in statements.OfType<JsonObject>().Where(statement => Allows(statement, action, resource)).ToList())
            {
                removed++;
                if (statement["Resource"] is JsonArray resources && resource.Length > 0)
                {
                    resources.Remove(resources.Single(item => item!.ToJsonString().Contains(resource, StringComparison.Ordinal)));
                }
                else if (statement["Action"] is JsonArray actions)
                {
                    actions.Remove(actions.Single(item => item!.GetValue<string>() == action));
                }
                else
                {
                    statements.Remove(statement);
                }
            }

            if (statements.Count == 0)
            {
                // A policy without a statement is invalid. This one has no effect.
                statements.Add(JsonNode.Parse("""{"Effect":"Deny","Action":"none:None","Resource":"*"}"""));
            }
        }

        Assert.Equal(1, removed);
    }

    private static bool Allows(JsonObject statement, string action, string resource) =>
        statement["Effect"]!.GetValue<string>() == "Allow"
        && (statement["Action"] is JsonArray actions ? actions : [statement["Action"]!.DeepClone()]).Any(item => item!.ToString() == action)
        && (statement["Resource"]?.ToJsonString() ?? "").Contains(resource, StringComparison.Ordinal);

    private static JsonNode? Document(JsonNode resource) =>
        resource["Properties"]?["PolicyDocument"] ?? resource["Properties"]?["AssumeRolePolicyDocument"];

    // The CDK ends a logical id with a hash of eight digits.
    private static string PlainName(string logicalId) =>
        Hash().Replace(logicalId, "").Replace("DefaultPolicy", "", StringComparison.Ordinal);

    [GeneratedRegex("[0-9A-F]{8}$")]
    private static partial Regex Hash();
}
