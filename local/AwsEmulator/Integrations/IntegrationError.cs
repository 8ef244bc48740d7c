using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Integrations;

/// <summary>
/// Converts a service's error to a task's failure, as the optimized integrations do: the exception and message of the SDK for Java.
/// </summary>
internal static class IntegrationError
{
    /// <param name="error">The service's error.</param>
    /// <param name="prefix">The service in the task's error: <c>SQS</c>.</param>
    /// <param name="service">The service in the cause: <c>AmazonSQS</c>.</param>
    /// <param name="exception">The SDK's exception, without prefix.</param>
    /// <param name="requestId">The request id in the cause.</param>
    public static TaskOutcome From(AwsException error, string prefix, string service, string exception, string requestId) =>
        TaskOutcome.Failed(
            $"{prefix}.{exception}",
            $"{error.Message} (Service: {service}; Status Code: {error.Status}; Error Code: {error.QueryCode ?? error.Code}; Request ID: {requestId}; Proxy: null)"
        );
}
