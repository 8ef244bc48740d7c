using Microsoft.Extensions.Logging;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>
/// Invocations of type Event: accepted at once, run in the background, and tried twice more when the function fails, after
/// one and two minutes, as Lambda does. Kept in memory only; what must survive a restart goes through a queue.
/// </summary>
public sealed partial class AsynchronousInvocations(FunctionRegistry functions, TimeProvider time, ILogger<AsynchronousInvocations> logger)
{
    private static readonly TimeSpan[] Waits = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)];

    /// <exception cref="AwsException">ResourceNotFoundException.</exception>
    public void Accept(string nameOrArn, byte[] payload)
    {
        var function = functions.Find(nameOrArn);
        _ = RunAsync(function.Name, payload);
    }

    private async Task RunAsync(string name, byte[] payload)
    {
        foreach (var wait in Waits)
        {
            if (!(await functions.InvokeAsync(name, payload)).IsError)
            {
                return;
            }

            await Task.Delay(wait, time);
        }

        if ((await functions.InvokeAsync(name, payload)).IsError)
        {
            LogGivenUp(name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "an asynchronous invocation of {function} failed three times and is dropped")]
    private partial void LogGivenUp(string function);
}
