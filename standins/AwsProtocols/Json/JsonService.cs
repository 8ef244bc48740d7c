namespace AwsProtocols.Json;

/// <summary>The facts that all operations of one JSON service share.</summary>
/// <param name="ServiceName">The namespace of the original client, which its requests contain.</param>
/// <param name="TargetPrefix">The part of <c>X-Amz-Target</c> before the dot.</param>
/// <param name="ApiVersion">The version of the service's model, sent as <c>x-amz-api-version</c>.</param>
/// <param name="Errors">The service's exceptions.</param>
public sealed record JsonService(string ServiceName, string TargetPrefix, string ApiVersion, ServiceErrors Errors);
