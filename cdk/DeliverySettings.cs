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

    /// <summary>
    /// The numeric id of the repository's owner. Together with <see cref="RepositoryId"/> it lets the roles trust GitHub's immutable
    /// subjects, <c>repo:owner@id/name@id:…</c>, which new, renamed and transferred repositories have by default.
    /// </summary>
    /// <remarks>https://docs.github.com/en/actions/concepts/security/openid-connect</remarks>
    public string? OwnerId { get; init; }

    /// <summary>The numeric id of the repository.</summary>
    public string? RepositoryId { get; init; }

    /// <summary>
    /// The GitHub environments whose jobs may deploy to this account. Where staging and production are separate accounts, each trusts
    /// its own environment only.
    /// </summary>
    public IReadOnlyList<string> Environments { get; init; } = ["staging", "production"];

    /// <summary>The ARN of GitHub's identity provider in the account, which can have only one; null creates it.</summary>
    public string? GitHubProviderArn { get; init; }

    /// <summary>The qualifier of the account's CDK bootstrap.</summary>
    public string BootstrapQualifier { get; init; } = "hnb659fds";

    /// <summary>The beginnings of the OIDC subjects that the roles trust, without the final colon.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Repository"/> is null.</exception>
    public IReadOnlyList<string> Subjects()
    {
        var repository = Repository ?? throw new InvalidOperationException("There is no repository to trust.");
        if (OwnerId is null || RepositoryId is null)
        {
            return [$"repo:{repository}"];
        }

        var parts = repository.Split('/');
        return [$"repo:{repository}", $"repo:{parts[0]}@{OwnerId}/{parts[1]}@{RepositoryId}"];
    }

    /// <summary>Reads and validates the settings. Errors are collected in the source.</summary>
    public static DeliverySettings Read(SettingSource source)
    {
        var ownerId = source.Text("deliveryOwnerId", IdPattern(), "the number of a GitHub account");
        var repositoryId = source.Text("deliveryRepositoryId", IdPattern(), "the number of a GitHub repository");
        if (ownerId is null != repositoryId is null)
        {
            source.Reject("deliveryOwnerId and deliveryRepositoryId: set both or neither");
        }

        return new DeliverySettings
        {
            Repository = source.Text("deliveryRepository", RepositoryPattern(), "a repository such as owner/name"),
            OwnerId = ownerId,
            RepositoryId = repositoryId,
            Environments =
                source.Text("deliveryEnvironments", EnvironmentsPattern(), "names of GitHub environments, separated by commas")?.Split(',')
                ?? new DeliverySettings().Environments,
            GitHubProviderArn = source.Text("githubProviderArn", ProviderPattern(), "the ARN of an OIDC provider in IAM"),
            BootstrapQualifier =
                source.Text("bootstrapQualifier", QualifierPattern(), "1 to 10 letters and digits")
                ?? new DeliverySettings().BootstrapQualifier,
        };
    }

    [GeneratedRegex("^[1-9][0-9]{0,18}$")]
    private static partial Regex IdPattern();

    [GeneratedRegex("^[A-Za-z0-9_-]+(,[A-Za-z0-9_-]+)*$")]
    private static partial Regex EnvironmentsPattern();

    [GeneratedRegex("^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$")]
    private static partial Regex RepositoryPattern();

    [GeneratedRegex("^arn:aws[a-z-]*:iam::[0-9]{12}:oidc-provider/[^\\s*]+$")]
    private static partial Regex ProviderPattern();

    [GeneratedRegex("^[A-Za-z0-9]{1,10}$")]
    private static partial Regex QualifierPattern();
}
