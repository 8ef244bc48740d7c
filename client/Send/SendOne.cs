using Amazon.SQS.Model;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Connection;
using PromptToImage.Client.Executions;
using PromptToImage.Client.Output;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Client.Send;

/// <summary>Sends one prompt and, if asked, waits for its image.</summary>
internal sealed class SendOne(Session session)
{
    public async Task<ExitCode> RunAsync(SendOneChoices choices, CancellationToken stop)
    {
        var message = choices.Defaults.ApplyTo(new PromptMessage { Prompt = choices.Prompt });
        if (choices.Id is not null && !PromptId.IsValid(choices.Id))
        {
            throw ClientException.WrongUse($"The id '{choices.Id}' cannot be used: it must be {PromptId.Rule}.");
        }

        var prompt = OutgoingPrompt.Check(message, choices.Id ?? RequestIds.New(session.Surroundings.FillRandom), out var faults);
        if (faults.Count > 0)
        {
            throw ClientException.WrongUse($"Nothing was sent: {string.Join(' ', faults)}");
        }

        var queueUrl = session.Settings.RequiredQueueUrl;
        if (choices.Wait)
        {
            _ = session.Settings.RequiredStateMachineArn;
        }

        stop.ThrowIfCancellationRequested();
        await SendAsync(queueUrl, prompt);
        if (!choices.Wait)
        {
            ReportSent(prompt);
            return ExitCode.Done;
        }
        if (!session.Json)
        {
            ReportSent(prompt);
        }

        var wait = new WaitForImage(session);
        return await wait.RunAsync(prompt.Id, prompt.Body, choices.Out, choices.Open, stop);
    }

    private async Task SendAsync(string queueUrl, OutgoingPrompt prompt)
    {
        try
        {
            // Not cancelled by Ctrl-C: the request is out, and whether the queue took it is worth knowing.
            await session.Clients.Queues.SendMessageAsync(
                new SendMessageRequest { QueueUrl = queueUrl, MessageBody = prompt.Body },
                CancellationToken.None
            );
        }
        catch (Exception e) when (ServiceFault.MayHaveBeenTaken(e))
        {
            var reason = ServiceFault.Describe(e, session.Settings) ?? e.Message;
            throw ClientException.ServiceFailed($"{reason} To send it again without drawing it twice, add --id {prompt.Id}", e);
        }
    }

    private void ReportSent(OutgoingPrompt prompt)
    {
        if (session.Json)
        {
            OutputJson.Write(session.Screen, new SentView(prompt.Id, prompt.Prompt), OutputJson.Default.SentView);
        }
        else
        {
            session.Screen.Out.WriteLine(prompt.Id);
        }
    }
}
