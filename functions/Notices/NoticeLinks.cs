using PromptToImage.Contracts;

namespace PromptToImage.Functions.Notices;

/// <summary>The links and the command that a notice shows.</summary>
public sealed record NoticeLinks
{
    public const string DefaultRedriveCommand = "prompt-to-image dead-letters redrive {id}";

    /// <summary>Link with <c>{executionArn}</c>; null selects AWS's console, in the region of the ARN.</summary>
    public string? ExecutionUrlFormat { get; init; }

    /// <summary>
    /// Link with <c>{bucket}</c>, <c>{key}</c> and <c>{executionName}</c>; null selects the object's page in AWS's console, in the region
    /// of the execution.
    /// </summary>
    public string? ImageUrlFormat { get; init; }

    /// <summary>Command with the word <c>{id}</c>.</summary>
    public string RedriveCommandFormat { get; init; } = DefaultRedriveCommand;

    public string ExecutionUrl(string executionArn)
    {
        var format = ExecutionUrlFormat ?? ConsoleUrls.ForExecution(Region(executionArn), "{executionArn}");
        return format.Replace("{executionArn}", executionArn, StringComparison.Ordinal);
    }

    public string ImageUrl(string bucket, string key, string executionArn)
    {
        var format = ImageUrlFormat ?? ConsoleUrls.ForObject(Region(executionArn), "{bucket}", "{key}");
        return format
            .Replace("{bucket}", bucket, StringComparison.Ordinal)
            .Replace("{key}", Uri.EscapeDataString(key), StringComparison.Ordinal)
            .Replace("{executionName}", executionArn[(executionArn.LastIndexOf(':') + 1)..], StringComparison.Ordinal);
    }

    /// <summary>Redrives one prompt. An id that begins with a hyphen stands after <c>--</c>, where it is no option.</summary>
    public string RedriveCommand(string id) =>
        id.StartsWith('-')
            ? $"{RedriveCommandFormat.Replace(" {id}", "", StringComparison.Ordinal)} -- {id}"
            : RedriveCommandFormat.Replace("{id}", id, StringComparison.Ordinal);

    private static string Region(string arn) => arn.Split(':') is [_, _, _, { Length: > 0 } region, ..] ? region : "us-east-1";
}
