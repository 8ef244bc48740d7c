namespace AwsProtocols.Json;

/// <summary>What the operations of one JSON service have in common.</summary>
/// <param name="ServiceName">The namespace of the original client, as its requests carry it.</param>
/// <param name="TargetPrefix">The first half of <c>X-Amz-Target</c>.</param>
/// <param name="ApiVersion">The model's version, sent as <c>x-amz-api-version</c>.</param>
/// <param name="Errors">The service's exceptions.</param>
/// <param name="IsQueryCompatible">
/// Whether the service once spoke Query and still answers with Query's error codes when asked to
/// (<c>x-amzn-query-mode</c>, answered in <c>x-amzn-query-error</c>).
/// See https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#aws-protocols-awsquerycompatible-trait
/// </param>
public sealed record JsonService(
    string ServiceName,
    string TargetPrefix,
    string ApiVersion,
    ServiceErrors Errors,
    bool IsQueryCompatible = false
);
