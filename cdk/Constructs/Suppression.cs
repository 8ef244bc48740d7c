using System.Text.RegularExpressions;
using Amazon.CDK;
using Constructs;

namespace PromptToImage.Cdk.Constructs;

/// <summary>A finding of cdk-nag that was looked at and may stand.</summary>
/// <param name="Rule">Such as <c>AwsSolutions-IAM5</c>.</param>
/// <param name="Reason">What a security reviewer would want to read.</param>
/// <param name="FindingEnd">For a rule with several findings on one resource, how this one ends: <c>/staging/*</c>.</param>
public sealed record Suppression(string Rule, string Reason, string? FindingEnd = null)
{
    /// <summary>
    /// Writes the accepted findings into the metadata of the resource behind a construct, where
    /// <c>checks/security-rules.mjs</c> and any reader of the template find them. Call it once for each resource.
    /// </summary>
    public static void Accept(IConstruct construct, params IEnumerable<Suppression> findings)
    {
        var resource = construct as CfnResource ?? (CfnResource)construct.Node.DefaultChild!;
        resource.AddMetadata(
            "cdk_nag",
            new Dictionary<string, object> { ["rules_to_suppress"] = findings.Select(finding => finding.ToMetadata()).ToArray() }
        );
    }

    private Dictionary<string, object> ToMetadata()
    {
        Dictionary<string, object> metadata = new() { ["id"] = Rule, ["reason"] = Reason };
        if (FindingEnd is not null)
        {
            Dictionary<string, object> pattern = new()
            {
                ["regex"] = $"/{Regex.Escape(FindingEnd).Replace("/", "\\/", StringComparison.Ordinal)}$/",
            };
            metadata["applies_to"] = new object[] { pattern };
        }

        return metadata;
    }
}
