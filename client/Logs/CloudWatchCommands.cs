using System.Globalization;
using PromptToImage.Contracts;

namespace PromptToImage.Client.Logs;

/// <summary>The commands of the AWS CLI that show a prompt's log entries, one for each function's log group.</summary>
/// <remarks>https://docs.aws.amazon.com/cli/latest/reference/logs/filter-log-events.html</remarks>
internal static class CloudWatchCommands
{
    /// <param name="stateMachineArn">The functions' names begin with the state machine's name, as in the stack.</param>
    /// <param name="since">The time from which to search; null searches the whole log.</param>
    public static IReadOnlyList<string> For(string id, string stateMachineArn, DateTimeOffset? since)
    {
        var arn = stateMachineArn.Split(':');
        var start = since is { } time
            ? string.Create(CultureInfo.InvariantCulture, $" --start-time {time.ToUnixTimeMilliseconds()}")
            : "";
        return
        [
            .. FunctionCatalog.All.Select(function =>
                $"aws logs filter-log-events --region {arn[3]} --log-group-name /aws/lambda/{arn[^1]}-{function.Name}"
                + $" --filter-pattern '\"{id}\"'{start} --query 'events[].[timestamp,message]' --output text"
            ),
        ];
    }
}
