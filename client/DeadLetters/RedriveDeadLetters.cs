using System.Globalization;
using Amazon.SQS.Model;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Connection;
using PromptToImage.Client.Output;
using PromptToImage.Contracts;

namespace PromptToImage.Client.DeadLetters;

/// <summary>
/// Sends dead letters back to the queue, verbatim, with their id and attempt, and only then deletes them. Stopped in
/// between, a letter is in both; sent on again it is the same execution, so it is not drawn twice.
/// </summary>
internal sealed class RedriveDeadLetters(Session session)
{
    private readonly List<RedriveView> _views = [];

    /// <param name="ids">Empty: all.</param>
    public async Task<ExitCode> RunAsync(IReadOnlyList<string> ids, CancellationToken stop)
    {
        var queueUrl = session.Settings.RequiredQueueUrl;
        string[] missing;
        await using (var box = await new DeadLetterQueue(session).OpenAsync(ids, stop))
        {
            missing = [.. ids.Except(box.Letters.Select(letter => letter.Id))];
            foreach (var letter in box.Letters.Where(letter => ids.Count == 0 || ids.Contains(letter.Id)))
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
    }

    private async Task RedriveAsync(DeadLetterBox box, DeadLetter letter, string queueUrl)
    {
        try
        {
            await session.Clients.Queues.SendMessageAsync(RequestFor(letter, queueUrl), CancellationToken.None);
            await box.RemoveAsync(letter);
            _views.Add(new RedriveView(letter.Id, letter.Attempt, Redriven: true));
        }
        catch (Exception e) when (ServiceFault.Describe(e, session.Settings) is not null)
        {
            _views.Add(new RedriveView(letter.Id, letter.Attempt, Redriven: false, ServiceFault.Describe(e, session.Settings)));
        }
    }

    private static SendMessageRequest RequestFor(DeadLetter letter, string queueUrl)
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
        if (session.Json)
        {
            OutputJson.Write(session.Screen, _views, OutputJson.Default.IReadOnlyListRedriveView);
        }

        foreach (var view in _views)
        {
            if (!view.Redriven)
            {
                session.Screen.Error.WriteLine($"{view.Id} stays where it is: {view.Error}");
            }
            else if (!session.Json)
            {
                session.Screen.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{view.Id}\tattempt {view.Attempt}"));
            }
        }
        if (_views.Count == 0 && !session.Json)
        {
            session.Screen.Error.WriteLine("No dead letter was sent on.");
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
            : throw ClientException.WrongUse(
                $"No dead letter has the id '{string.Join("', '", missing)}'. To see those that there are: {session.Command("dead-letters")}"
            );
    }
}
