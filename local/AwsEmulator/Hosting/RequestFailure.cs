using Microsoft.AspNetCore.Http;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>
/// An unexpected exception of a request. A protocol answers it in its own format and records it here, and the dispatcher logs it.
/// </summary>
/// <param name="Operation">The request's operation: its target or action, or method and path.</param>
public sealed record RequestFailure(string Operation, Exception Exception)
{
    private static readonly object Key = new();

    /// <summary>Converts an exception to the error to answer. Records a server error that the operation did not choose.</summary>
    public static AwsException Record(HttpContext context, string operation, Exception exception)
    {
        var error = AwsErrors.From(exception);
        if (exception is not AwsException && error.Status >= StatusCodes.Status500InternalServerError)
        {
            context.Items[Key] = new RequestFailure(operation, exception);
        }

        return error;
    }

    /// <inheritdoc cref="Record(HttpContext, string, Exception)"/>
    public static AwsException Record(HttpContext context, Exception exception) =>
        Record(context, $"{context.Request.Method} {context.Request.Path}", exception);

    /// <summary>The failure that was recorded for a request.</summary>
    internal static RequestFailure? Find(HttpContext context) => context.Items[Key] as RequestFailure;
}
