using System.Globalization;
using Amazon.SQS.Model;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Connection;
using PromptToImage.Client.Executions;
using PromptToImage.Client.Images;
using PromptToImage.Client.Output;
using PromptToImage.CommandLine;
using PromptToImage.Contracts;

namespace PromptToImage.Client.DeadLetters;

/// <summary>One dead letter of <c>dead-letters redrive --json</c>.</summary>
/// <param name="Error">The reason why it is still a dead letter; absent where it was redriven.</param>
internal sealed record RedriveView(string Id, int Attempt, bool Redriven, string? Error = null);

/// <summary>The options of <c>dead-letters redrive</c>.</summary>
/// <param name="Ids">Empty redrives all.</param>
/// <param name="Error">Redrives only dead letters with this error; null redrives those with any error.</param>
/// <param name="NewId">Redrives the only dead letter as the first attempt of another id; null keeps id and attempt.</param>
/// <param name="Get">Null does not wait for the images.</param>
internal sealed record RedriveOptions(IReadOnlyList<string> Ids, string? Error, string? NewId, GetOptions? Get);

/// <summary>
/// Sends the unchanged dead letters to the queue with their ids and attempts, and then deletes them. If the command is stopped in
/// between, a letter is in both queues. Redriven again it is the same execution, so it gives one image.
/// </summary>
internal sealed class RedriveDeadLetters(CommandContext context, RedriveOptions options)
{
    private readonly List<RedriveView> _views = [];
    private readonly List<AwaitedPrompt> _redriven = [];

    public async Task<ExitCode> RunAsync(CancellationToken cancellationToken)
    {
        var ids = options.Ids;
        var queueUrl = context.Settings.RequiredQueueUrl;
        if (options.Get is { } images)
        {
            _ = context.Settings.RequiredStateMachineArn;
            if (images is { Path: { } path, Force: false })
            {
                ImagePath.CheckIsFree(path);
            }
        }

        string[] missing;
        await using (var received = await new DeadLetterReader(context).OpenAsync(ids, cancellationToken))
        {
            missing = [.. ids.Except(received.Letters.Select(letter => letter.Id))];
            foreach (var letter in Choose(received.Letters))
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    break;
                }

                await RedriveAsync(received, letter, queueUrl);
            }
        }
        Report();
        var code = Conclude(missing, cancellationToken);
        return options.Get is { } get && code == ExitCode.Done && _redriven.Count > 0
            ? await new GetImages(context, get).RunAsync(_redriven, cancellationToken)
            : code;
    }

    private IEnumerable<ReceivedDeadLetter> Choose(IReadOnlyList<ReceivedDeadLetter> letters)
    {
        var chosen = letters.Where(letter =>
            (options.Ids.Count == 0 || options.Ids.Contains(letter.Id)) && (options.Error is null || letter.Failure.Error == options.Error)
        );
        // Two prompts with one id have a letter each when both failed. The second one needs the other id.
        return options.NewId is null
            ? chosen
            : chosen.OrderByDescending(letter => letter.Failure.Error == DeadLetterReasons.RequestIdConflict).Take(1);
    }

    private async Task RedriveAsync(ReceivedDeadLetters received, ReceivedDeadLetter letter, string queueUrl)
    {
        var (id, attempt) = options.NewId is { } newId ? (newId, 1) : (letter.Id, letter.Attempt);
        try
        {
            await context.Clients.Queues.SendMessageAsync(RequestFor(letter.Body, id, attempt, queueUrl), CancellationToken.None);
            await received.RemoveAsync(letter);
            _views.Add(new RedriveView(id, attempt, Redriven: true));
            _redriven.Add(new AwaitedPrompt(id, attempt, letter.Body));
        }
        catch (Exception e) when (ServiceError.Describe(e, context.Settings) is not null)
        {
            _views.Add(new RedriveView(letter.Id, letter.Attempt, Redriven: false, ServiceError.Describe(e, context.Settings)));
        }
    }

    /// <summary>Start reads id and attempt from the attributes, also where the body has another id.</summary>
    private static SendMessageRequest RequestFor(string body, string id, int attempt, string queueUrl)
    {
        return new SendMessageRequest
        {
            QueueUrl = queueUrl,
            MessageBody = body,
            MessageAttributes = new Dictionary<string, MessageAttributeValue>
            {
                [MessageAttributeNames.RequestId] = new() { DataType = "String", StringValue = id },
                [MessageAttributeNames.Attempt] = new()
                {
                    DataType = "Number",
                    StringValue = attempt.ToString(CultureInfo.InvariantCulture),
                },
            },
        };
    }

    private void Report()
    {
        if (context.Json && options.Get is null)
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

    private ExitCode Conclude(string[] missing, CancellationToken cancellationToken)
    {
        if (_views.Exists(view => !view.Redriven))
        {
            return ExitCode.ServiceFailed;
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }

        return missing is []
            ? ExitCode.Done
            : throw DeadLetterReader.Missing(missing, context);
    }
}
