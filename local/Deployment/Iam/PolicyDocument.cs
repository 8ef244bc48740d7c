using System.Text.Json;

namespace PromptToImage.Deployment.Iam;

/// <summary>A policy document, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html.</summary>
/// <param name="Name">Identifies the policy in errors and reports.</param>
/// <param name="Statements">The statements in their order.</param>
public sealed record PolicyDocument(string Name, IReadOnlyList<PolicyStatement> Statements)
{
    /// <summary>Parses a policy of a role.</summary>
    /// <exception cref="PolicyFormatException">The document is invalid, or contains something that is not supported.</exception>
    public static PolicyDocument ParseIdentityPolicy(string name, JsonElement document) =>
        new PolicyParser(name, hasPrincipals: false).Parse(document);

    /// <summary>Parses a policy of a resource, such as a queue, or the trust policy of a role.</summary>
    /// <exception cref="PolicyFormatException">The document is invalid, or contains something that is not supported.</exception>
    public static PolicyDocument ParseResourcePolicy(string name, JsonElement document) =>
        new PolicyParser(name, hasPrincipals: true).Parse(document);
}
