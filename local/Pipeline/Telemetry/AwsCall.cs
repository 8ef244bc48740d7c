namespace PromptToImage.Pipeline.Telemetry;

/// <summary>A call of an AWS client, with the SDK's own retries.</summary>
/// <param name="Service">The service's id in the SDK, for example <c>S3</c>.</param>
/// <param name="Operation">For example <c>PutObject</c>.</param>
internal sealed record AwsCall(string Service, string Operation, DateTimeOffset Start, DateTimeOffset End)
{
    public string? RequestId { get; init; }

    /// <summary>The status of the HTTP response; null without one.</summary>
    public int? Status { get; init; }

    /// <summary>How often the SDK sent the request again.</summary>
    public int Retries { get; init; }

    /// <summary>The error's code, or the exception's name; null for a success.</summary>
    public string? Error { get; init; }

    public string? Message { get; init; }
}
