using System.Globalization;
using Amazon.SQS.Model;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Connection;
using PromptToImage.Client.Output;
using PromptToImage.CommandLine;
using PromptToImage.Contracts;

namespace PromptToImage.Client.DeadLetters;

/// <summary>One dead letter of <c>dead-letters redrive --json</c>.</summary>
/// <param name="Error">The reason why it is still a dead letter; absent where it was redriven.</param>
internal sealed record RedriveView(string Id, int Attempt, bool Redriven, string? Error = null);

/// <summary>
/// Sends the unchanged dead letters to the queue with their ids and attempts, and then deletes them. If the command is stopped in
/// between, a letter is in both queues. Redriven again it is the same execution, so it gives one image.
/// </summary>
/// <param name="error">Redrives only letters with this error; null redrives letters with any error.</param>
internal sealed class RedriveDeadLetters(CommandContext context, string? error)
{
    private readonly List<RedriveView> _views = [];

    /// <param name="ids">Empty redrives all.</param>
    public async Task<ExitCode> RunAsync(IReadOnlyList<string> ids, CancellationToken stop)
    {
        var queueUrl = context.Settings.RequiredQueueUrl;
        string[] missing;
        await using (var box = await new DeadLetterReader(context).OpenAsync(ids, stop))
        {
            missing = [.. ids.Except(box.Letters.Select(letter => letter.Id))];
            foreach (var letter in box.Letters.Where(IsChosen))
            {
                if (stop.IsCancellationRequested)
                {
                    break;
                }

                await RedriveAsync(box, letter, queueUrl);
            }
        }
        Report();
        return Conclude(missing, stop);

        bool IsChosen(ReceivedDeadLetter letter) =>
            (ids.Count == 0 || ids.Contains(letter.Id)) && (error is null || letter.Failure.Error == error);
    }

    private async Task RedriveAsync(ReceivedDeadLetters box, ReceivedDeadLetter letter, string queueUrl)
    {
        try
        {
            await context.Clients.Queues.SendMessageAsync(RequestFor(letter, queueUrl), CancellationToken.None);
            await box.RemoveAsync(letter);
            _views.Add(new RedriveView(letter.Id, letter.Attempt, Redriven: true));
        }
        catch (Exception e) when (ServiceError.Describe(e, context.Settings) is not null)
        {
            _views.Add(new RedriveView(letter.Id, letter.Attempt, Redriven: false, ServiceError.Describe(e, context.Settings)));
        }
    }

    private static SendMessageRequest RequestFor(ReceivedDeadLetter letter, string queueUrl)
    {
        return new SendMessageRequest
        {
            QueueUrl = queueUrl,
            MessageBody = letter.Body,
            MessageAttributes = new Dictionary<string, MessageAttributeValue>
            {
                [MessageAttributeNames.RequestId] = new() { DataType = "String", StringValue = letter.Id },
                [MessageAttributeNames.Attempt] = new()
                {
                    DataType = "Number",
                    StringValue = letter.Attempt.ToString(CultureInfo.InvariantCulture),
                },
            },
        };
    }

    private void Report()
    {
        if (context.Json)
        {
            OutputJson.Write(context.Screen, _views, OutputJson.Default.IReadOnlyListRedriveView);
        }

        foreach (var view in _views)
        {
            if (!view.Redriven)
            {
                context.Screen.Error.WriteLine($"{view.Id} is still a dead letter: {view.Error}");
            }
            else if (!context.Json)
            {
                context.Screen.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{view.Id}\tattempt {view.Attempt}"));
            }
        }
        if (_views.Count == 0 && !context.Json)
        {
            context.Screen.Error.WriteLine("No dead letter was redriven.");
        }
    }

    private ExitCode Conclude(string[] missing, CancellationToken stop)
    {
        if (_views.Exists(view => !view.Redriven))
        {
            return ExitCode.ServiceFailed;
        }

        if (stop.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }

        return missing is []
            ? ExitCode.Done
            : throw DeadLetterReader.Missing(missing, context);
    }
}
