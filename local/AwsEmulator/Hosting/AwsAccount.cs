namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>The one account and region that exist on this machine.</summary>
public static class AwsAccount
{
    public const string Id = "000000000000";

    public const string Region = "us-east-1";

    public static string Arn(string service, string resource) => $"arn:aws:{service}:{Region}:{Id}:{resource}";
}
