using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Integrations;

/// <summary>A service's refusal as the optimized integrations report it: the SDK for Java's exception, with its message as cause.</summary>
internal static class ServiceFailure
{
    /// <param name="prefix">The service in an error's name: <c>SQS</c>.</param>
    /// <param name="service">The service in a cause: <c>AmazonSQS</c>.</param>
    /// <param name="exception">The SDK's exception for the refusal, without prefix.</param>
    public static TaskOutcome From(AwsException refusal, string prefix, string service, string exception, string requestId) =>
        TaskOutcome.Failed(
            $"{prefix}.{exception}",
            $"{refusal.Message} (Service: {service}; Status Code: {refusal.Status}; Error Code: {refusal.QueryCode ?? refusal.Code}; Request ID: {requestId}; Proxy: null)"
        );
}
