using System.Text.RegularExpressions;

namespace PromptToImage.Cdk;

/// <summary>Settings of the delivery stack, which is synthesized only where a repository is named.</summary>
public sealed partial record DeliverySettings
{
    /// <summary>
    /// The repository as <c>owner/name</c>; null omits the delivery stack. The setting is not named GITHUB_REPOSITORY, because GitHub
    /// sets that variable in every workflow, where the stack must not be synthesized.
    /// </summary>
    public string? Repository { get; init; }

    /// <summary>The ARN of GitHub's identity provider in the account, which can have only one; null creates it.</summary>
    public string? GitHubProviderArn { get; init; }

    /// <summary>The qualifier of the account's CDK bootstrap.</summary>
    public string BootstrapQualifier { get; init; } = "hnb659fds";

    public static DeliverySettings Read(SettingSource source) =>
        new()
        {
            Repository = source.Text("deliveryRepository", RepositoryPattern(), "a repository such as owner/name"),
            GitHubProviderArn = source.Text("githubProviderArn", ProviderPattern(), "the ARN of an OIDC provider in IAM"),
            BootstrapQualifier =
                source.Text("bootstrapQualifier", QualifierPattern(), "1 to 10 letters and digits")
                ?? new DeliverySettings().BootstrapQualifier,
        };

    [GeneratedRegex("^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$")]
    private static partial Regex RepositoryPattern();

    [GeneratedRegex("^arn:aws[a-z-]*:iam::[0-9]{12}:oidc-provider/[^\\s*]+$")]
    private static partial Regex ProviderPattern();

    [GeneratedRegex("^[A-Za-z0-9]{1,10}$")]
    private static partial Regex QualifierPattern();
}
