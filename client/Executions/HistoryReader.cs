using Amazon.StepFunctions.Model;

namespace PromptToImage.Client.Executions;

/// <summary>Reads an execution's history piece by piece: from the newest event back to the last one that is known.</summary>
internal sealed class HistoryReader(PromptExecutions executions, string executionArn)
{
    /// <summary>A state adds five events, so that one page usually has all that is new.</summary>
    private const int PageSize = 10;

    private long _known;

    /// <returns>The events since the previous call, in order.</returns>
    public async Task<IReadOnlyList<HistoryEvent>> ReadNewAsync(CancellationToken cancellationToken)
    {
        var added = new List<HistoryEvent>();
        string? token = null;
        do
        {
            var page = await executions.ReadLatestEventsAsync(executionArn, PageSize, token, cancellationToken);
            added.AddRange((page.Events ?? []).Where(entry => entry.Id > _known));
            token = added.Count > 0 && added[^1].Id > _known + 1 ? page.NextToken : null;
        } while (!string.IsNullOrEmpty(token));
        added.Reverse();
        _known = added is [.., var last] ? last.Id ?? _known : _known;
        return added;
    }
}
