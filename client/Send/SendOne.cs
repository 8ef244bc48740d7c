using Amazon.SQS.Model;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Connection;
using PromptToImage.Client.Executions;
using PromptToImage.Client.Images;
using PromptToImage.Client.Output;
using PromptToImage.CommandLine;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Client.Send;

/// <summary>The options of <c>send</c> for one prompt.</summary>
/// <param name="Id">Null makes a new id.</param>
/// <param name="Get">Null does not wait for the image.</param>
internal sealed record SendOneOptions(string Prompt, PromptDefaults Defaults, string? Id, GetOptions? Get);

/// <summary>Sends one prompt and, if asked, waits for its image.</summary>
internal sealed class SendOne(CommandContext context)
{
    public async Task<ExitCode> RunAsync(SendOneOptions options, CancellationToken cancellationToken)
    {
        var message = options.Defaults.ApplyTo(new PromptMessage { Prompt = options.Prompt });
        if (options.Id is not null && !PromptId.IsValid(options.Id))
        {
            throw CommandException.WrongUse($"The {PromptId.Explain(options.Id)}");
        }

        var prompt = OutgoingPrompt.Check(message, options.Id ?? RequestIds.New(context.FillRandom), out var errors);
        if (errors.Count > 0)
        {
            throw CommandException.WrongUse($"Nothing was sent: {string.Join(' ', errors)}");
        }

        var queueUrl = context.Settings.RequiredQueueUrl;
        if (options.Get is { } get)
        {
            _ = context.Settings.RequiredStateMachineArn;
            if (get is { Path: { } path, Force: false })
            {
                ImagePath.CheckIsFree(path);
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        await SendAsync(queueUrl, prompt);
        if (options.Get is null || !context.Json)
        {
            ReportSent(prompt);
        }

        return options.Get is null
            ? ExitCode.Done
            : await new WaitForImage(context, options.Get).RunAsync(prompt.Id, prompt.Body, cancellationToken);
    }

    private async Task SendAsync(string queueUrl, OutgoingPrompt prompt)
    {
        try
        {
            // Not cancelled by Ctrl-C, because only the response says whether the queue has the message.
            await context.Clients.Queues.SendMessageAsync(
                new SendMessageRequest { QueueUrl = queueUrl, MessageBody = prompt.Body },
                CancellationToken.None
            );
        }
        catch (Exception e) when (ServiceError.MayHaveSucceeded(e))
        {
            var reason = ServiceError.Describe(e, context.Settings) ?? e.Message;
            throw CommandException.ServiceFailed($"{reason} To send it again as the same prompt, add --id {prompt.Id}", e);
        }
    }

    private void ReportSent(OutgoingPrompt prompt)
    {
        if (context.Json)
        {
            OutputJson.Write(context.Screen, new SentView(prompt.Id, prompt.Prompt), OutputJson.Default.SentView);
        }
        else
        {
            context.Screen.Out.WriteLine(prompt.Id);
        }
    }
}
