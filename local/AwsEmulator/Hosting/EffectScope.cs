using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>
/// What the requests of a function's call are to bring about: when the process dies before the call's answer is kept, the
/// function is called again under the same scope, and a service can tell a request that it has carried out already. It
/// travels as AWS's own trace context does, beside the request and unknown to the function: as W3C tracestate, which .NET's
/// HTTP client sends by itself, https://www.w3.org/TR/trace-context/#tracestate-header.
/// </summary>
internal static class EffectScope
{
    private const string Header = "tracestate";
    private const string Member = "aws-emulator=";
    private const string Propagation = "System.Net.Http.EnableActivityPropagation";

    /// <summary>Until it is disposed of, requests of this flow of control are in the scope; null is none.</summary>
    /// <param name="scope">Letters, digits, full stops.</param>
    /// <exception cref="InvalidOperationException">The program is configured so that the scope would not travel.</exception>
    public static IDisposable Enter(string? scope)
    {
        if (AppContext.TryGetSwitch(Propagation, out var travels) && !travels)
        {
            throw new InvalidOperationException(
                $"{Propagation} is off: what a function publishes would be mailed again whenever it is called again."
            );
        }

        var activity = new Activity("Invoke");
        activity.SetIdFormat(ActivityIdFormat.W3C);
        // Without a scope it must not be the caller's, either.
        activity.TraceStateString = scope is null ? null : Member + scope;
        return activity.Start();
    }

    /// <summary>The scope of a request; null when it has none.</summary>
    public static string? Of(HttpRequest request) =>
        request
            .Headers[Header]
            .ToString()
            .Split(',', StringSplitOptions.TrimEntries)
            .FirstOrDefault(member => member.StartsWith(Member, StringComparison.Ordinal))
            ?[Member.Length..];
}
