using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace AwsProtocols;

/// <summary>Creates the exception for an error response.</summary>
/// <param name="error">Code, message, request id, HTTP status and the exception of the HTTP call.</param>
/// <param name="members">The error's own members by their names in the response.</param>
public delegate AmazonServiceException ExceptionFactory(ErrorResponse error, IReadOnlyDictionary<string, string> members);

/// <summary>The exceptions of a service or of one of its operations. Immutable.</summary>
/// <param name="Declared">Exceptions by the error code in the response.</param>
/// <param name="Undeclared">Creates the service's general exception, for every other code.</param>
public sealed record ServiceErrors(IReadOnlyDictionary<string, ExceptionFactory> Declared, ExceptionFactory Undeclared)
{
    /// <summary>
    /// The errors of one operation. As in the original clients, an error that the operation does not declare gives the
    /// service's general exception, even if another operation declares it.
    /// </summary>
    /// <param name="codes">The error codes that the service's model declares for the operation.</param>
    /// <exception cref="KeyNotFoundException">A code is not one of the service's.</exception>
    public ServiceErrors ForOperation(params IEnumerable<string> codes) =>
        this with
        {
            Declared = codes.ToDictionary(code => code, code => Declared[code], StringComparer.Ordinal),
        };

    /// <summary>Creates the exception for an error response.</summary>
    /// <param name="code">The code in the response, or null if it has none.</param>
    /// <param name="error">Code, message, request id, HTTP status and the exception of the HTTP call.</param>
    /// <param name="members">The error's own members by their names in the response.</param>
    public AmazonServiceException Create(string? code, ErrorResponse error, IReadOnlyDictionary<string, string> members)
    {
        var factory = code is not null && Declared.TryGetValue(code, out var declared) ? declared : Undeclared;
        return factory(error, members);
    }
}
