namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>The only account and region of the emulator.</summary>
public static class AwsAccount
{
    public const string Id = "000000000000";

    public const string Region = "us-east-1";

    /// <summary>The region's name for people.</summary>
    public const string RegionName = "US East (N. Virginia)";

    /// <summary>The ARN of a resource of this account.</summary>
    public static string Arn(string service, string resource) => $"arn:aws:{service}:{Region}:{Id}:{resource}";
}
