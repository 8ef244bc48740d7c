using PromptToImage.Contracts;

namespace PromptToImage.Client.Connection;

/// <summary>The names of the runner's resources, so that the client needs no settings for it.</summary>
internal static class LocalNames
{
    public const int Port = 4566;
    public const string Region = "us-east-1";
    public const string StateMachineArn = $"arn:aws:states:{Region}:{Account}:stateMachine:{DeploymentNames.Default}";

    private const string Account = "000000000000";

    public static string QueueUrl(Uri endpoint)
    {
        return $"{endpoint.GetLeftPart(UriPartial.Authority)}/{Account}/{DeploymentNames.Default}";
    }
}
