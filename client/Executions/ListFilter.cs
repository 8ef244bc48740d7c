namespace PromptToImage.Client.Executions;

/// <summary>What <c>list</c> shows. A value that is null filters nothing.</summary>
internal sealed record ListFilter
{
    public string? Status { get; init; }

    /// <summary>The earliest start.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The latest start.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Text in the prompt or in the id.</summary>
    public string? Search { get; init; }

    /// <summary>Text in the error or in its reason.</summary>
    public string? Error { get; init; }

    /// <summary>The largest number of executions.</summary>
    public required long Limit { get; init; }

    public bool Admits(PromptView view) =>
        (Search is null || Has(view.Prompt, Search) || Has(view.Id, Search))
        && (Error is null || Has(view.Error, Error) || Has(view.Reason, Error));

    private static bool Has(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;
}
