using System.Text.RegularExpressions;

namespace PromptToImage.Cdk;

/// <summary>What the delivery stack is made for; it is synthesized only when a repository is named.</summary>
public sealed partial record DeliverySettings
{
    /// <summary>
    /// <c>owner/name</c>; null leaves the delivery stack out. Not called after GitHub, whose own GITHUB_REPOSITORY is set
    /// in every workflow, where the stack does not belong.
    /// </summary>
    public string? Repository { get; init; }

    /// <summary>GitHub's identity provider, where the account has one already (it can have only one); null makes it.</summary>
    public string? GitHubProviderArn { get; init; }

    /// <summary>The qualifier that the account was bootstrapped with.</summary>
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
