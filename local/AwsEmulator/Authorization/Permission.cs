using System.Collections.Frozen;

namespace PromptToImage.AwsEmulator.Authorization;

/// <summary>
/// What an operation requires of its caller: an IAM action on a resource, as in the service authorization reference,
/// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html.
/// </summary>
/// <param name="Action"><c>s3:PutObject</c>.</param>
/// <param name="Resource">The ARN; <c>*</c> for an action without resource-level permissions.</param>
public sealed record Permission(string Action, string Resource)
{
    /// <summary>The values of the service's condition keys in this request, such as <c>s3:prefix</c>.</summary>
    public IReadOnlyDictionary<string, string> ConditionKeys { get; init; } = FrozenDictionary<string, string>.Empty;
}
