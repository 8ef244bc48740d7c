using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>
/// Identifies the requests that a function sends during one visit of a state. If the process ends before the function's result is stored,
/// the function is invoked again with the same scope, and a service can recognize a request that it has already carried out. The scope is
/// sent as W3C <c>tracestate</c>, which .NET's HTTP client adds to each request, https://www.w3.org/TR/trace-context/#tracestate-header.
/// </summary>
internal static class IdempotencyScope
{
    private const string Header = "tracestate";
    private const string Member = "aws-emulator=";
    private const string Propagation = "System.Net.Http.EnableActivityPropagation";

    /// <summary>Sets the scope of the requests of this asynchronous flow until the result is disposed. Null removes the scope.</summary>
    /// <param name="scope">Letters, digits and full stops.</param>
    /// <exception cref="InvalidOperationException">Activity propagation is off, so the scope would not be sent.</exception>
    public static IDisposable Enter(string? scope)
    {
        if (AppContext.TryGetSwitch(Propagation, out var travels) && !travels)
        {
            throw new InvalidOperationException(
                $"{Propagation} is off: a function that is invoked again would send its e-mails again."
            );
        }

        var activity = new Activity("Invoke");
        activity.SetIdFormat(ActivityIdFormat.W3C);
        // Null also removes the caller's scope.
        activity.TraceStateString = scope is null ? null : Member + scope;
        return activity.Start();
    }

    /// <summary>The scope of a request; null if it has none.</summary>
    public static string? From(HttpRequest request) =>
        request
            .Headers[Header]
            .ToString()
            .Split(',', StringSplitOptions.TrimEntries)
            .FirstOrDefault(member => member.StartsWith(Member, StringComparison.Ordinal))
            ?[Member.Length..];
}
