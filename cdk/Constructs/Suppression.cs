using System.Text.RegularExpressions;
using Amazon.CDK;
using Constructs;

namespace PromptToImage.Cdk.Constructs;

/// <summary>A finding of cdk-nag that is accepted for a reason.</summary>
/// <param name="Rule">The rule, for example <c>AwsSolutions-IAM5</c>.</param>
/// <param name="Reason">The reason, for a security reviewer.</param>
/// <param name="FindingEnd">Where a rule has several findings on one resource: the end of this one, for example <c>/staging/*</c>.</param>
public sealed record Suppression(string Rule, string Reason, string? FindingEnd = null)
{
    /// <summary>
    /// Writes the accepted findings to the metadata of a construct's resource, where <c>checks/security-rules.mjs</c> reads them. Call
    /// it once per resource.
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
        var metadata = new Dictionary<string, object> { ["id"] = Rule, ["reason"] = Reason };
        if (FindingEnd is not null)
        {
            var pattern = new Dictionary<string, object>
            {
                ["regex"] = $"/{Regex.Escape(FindingEnd).Replace("/", "\\/", StringComparison.Ordinal)}$/",
            };
            metadata["applies_to"] = new object[] { pattern };
        }

        return metadata;
    }
}
