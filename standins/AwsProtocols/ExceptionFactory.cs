using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AwsProtocols;

/// <summary>Makes the exception of an error answer.</summary>
/// <param name="error">Code, message, request id, status and the failure of the HTTP call.</param>
/// <param name="members">The answer's own members, by name, as the wire has them.</param>
public delegate AmazonServiceException ExceptionFactory(ErrorResponse error, IReadOnlyDictionary<string, string> members);
