using PromptToImage.StatesLanguage.History;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>The resource that a Task calls. Its kind decides the types of the history events. Immutable.</summary>
/// <param name="Arn">The field Resource.</param>
/// <param name="Kind">The kind of the resource.</param>
/// <param name="ResourceType">
/// The service of an integration, for example <c>sqs</c>; <c>lambda</c> or <c>activity</c> for the other kinds.
/// </param>
/// <param name="Resource">
/// The action of an integration with its pattern, for example <c>sendMessage.waitForTaskToken</c>; the ARN for the other kinds.
/// </param>
/// <param name="WaitsForToken">Whether the task ends when its token is returned.</param>
public sealed record TaskResource(string Arn, TaskResourceKind Kind, string ResourceType, string Resource, bool WaitsForToken)
{
    private const string TokenSuffix = ".waitForTaskToken";
    private const string SyncSuffix = ".sync:2";

    internal HistoryDetails.TaskStarted Started { get; } = new(ResourceType, Resource);

    /// <summary>Parses the field Resource.</summary>
    /// <param name="arn">An ARN, for example <c>arn:aws:states:::sqs:sendMessage</c>.</param>
    /// <returns>Null where the text is not the ARN of a resource.</returns>
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html</remarks>
    public static TaskResource? Parse(string arn)
    {
        ArgumentNullException.ThrowIfNull(arn);
        var parts = arn.Split(':', 6);
        if (parts.Length < 6 || parts[0] != "arn" || !parts[1].StartsWith("aws", StringComparison.Ordinal) || parts[5].Length == 0)
        {
            return null;
        }

        if (parts[2] == "lambda")
        {
            return parts[5].StartsWith("function:", StringComparison.Ordinal)
                ? new(arn, TaskResourceKind.Lambda, "lambda", arn, false)
                : null;
        }

        if (parts[2] != "states")
        {
            return null;
        }

        if (parts[5].StartsWith("activity:", StringComparison.Ordinal))
        {
            return new(arn, TaskResourceKind.Activity, "activity", arn, false);
        }

        // The version of the pattern .sync:2 belongs to the action.
        var end = parts[5].EndsWith(SyncSuffix, StringComparison.Ordinal) ? parts[5].Length - SyncSuffix.Length : parts[5].Length - 1;
        var colon = parts[5].LastIndexOf(':', end);
        if (colon <= 0 || colon == parts[5].Length - 1)
        {
            return null;
        }

        var action = parts[5][(colon + 1)..];
        return new(arn, TaskResourceKind.Integration, parts[5][..colon], action, action.EndsWith(TokenSuffix, StringComparison.Ordinal));
    }
}

/// <summary>The kind of a resource. Hosts may store the values, so they never change.</summary>
public enum TaskResourceKind : byte
{
    /// <summary>A Lambda function by its ARN.</summary>
    Lambda = 0,

    /// <summary>An activity.</summary>
    Activity = 1,

    /// <summary>A service integration, <c>arn:aws:states:::service:action</c>.</summary>
    Integration = 2,
}
