namespace PromptToImage.Pipeline.Telemetry;

/// <summary>
/// Where traces and metrics are sent, by the environment variables of OpenTelemetry's specification:
/// https://opentelemetry.io/docs/specs/otel/protocol/exporter/ and
/// https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/.
/// </summary>
/// <param name="Variables">All variables with their values.</param>
public sealed record TelemetrySettings(IReadOnlyDictionary<string, string> Variables)
{
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>The prefix of the variables' names.</summary>
    public const string Prefix = "OTEL_";

    /// <summary>What applies where a variable is absent.</summary>
    internal static IReadOnlyDictionary<string, string> Defaults { get; } =
        new Dictionary<string, string>
        {
            ["OTEL_SERVICE_NAME"] = "prompt-to-image",
            // The specification's default; that of the .NET SDK is gRPC.
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            // Without it, the .NET SDK does not repeat a request, as the specification demands.
            ["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory",
            // A trace of a prompt with hundreds of retries has more spans than the SDK's default queue.
            ["OTEL_BSP_MAX_QUEUE_SIZE"] = "20000",
        };

    /// <param name="variables">The environment variables.</param>
    /// <returns>Null without an endpoint: nothing is sent.</returns>
    /// <exception cref="FormatException">The endpoint is not an http or https URL.</exception>
    public static TelemetrySettings? From(IReadOnlyDictionary<string, string> variables)
    {
        if (variables.GetValueOrDefault(EndpointVariable) is not { Length: > 0 } text)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https"
            ? new TelemetrySettings(variables)
            : throw new FormatException($"{EndpointVariable} is '{text}': it must be a URL such as http://localhost:4318.");
    }
}
