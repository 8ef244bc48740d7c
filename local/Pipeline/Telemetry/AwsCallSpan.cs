using System.Diagnostics;

namespace PromptToImage.Pipeline.Telemetry;

/// <summary>
/// The span of an AWS call, as the conventions for AWS SDKs name it: https://opentelemetry.io/docs/specs/semconv/cloud-providers/aws-sdk/.
/// </summary>
internal static class AwsCallSpan
{
    public static TraceSpan From(AwsCall call) =>
        new($"{call.Service}/{call.Operation}", call.Start, call.End)
        {
            Kind = ActivityKind.Client,
            Attributes =
            [
                new("rpc.system", "aws-api"),
                new("rpc.service", call.Service),
                new("rpc.method", call.Operation),
                new("aws.request_id", call.RequestId),
                new("http.response.status_code", call.Status),
                new("http.request.resend_count", call.Retries == 0 ? null : call.Retries),
                new("error.type", call.Error),
            ],
            Error = call.Error is null ? null : $"{call.Error}: {call.Message}",
        };
}
