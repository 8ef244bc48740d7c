using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AwsProtocols;

/// <summary>A service's exceptions by error code, and the one for codes that the service did not declare.</summary>
/// <param name="Declared">By the code on the wire.</param>
/// <param name="Undeclared">For every other code.</param>
public sealed record ServiceErrors(IReadOnlyDictionary<string, ExceptionFactory> Declared, ExceptionFactory Undeclared)
{
    /// <summary>The exception for an error answer that the wire calls <paramref name="code"/>.</summary>
    public AmazonServiceException Create(string? code, ErrorResponse error, IReadOnlyDictionary<string, string> members)
    {
        var factory = code is not null && Declared.TryGetValue(code, out var declared) ? declared : Undeclared;
        return factory(error, members);
    }
}
