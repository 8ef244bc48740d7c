using PromptToImage.AwsEmulator;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Objects;
using PromptToImage.Contracts;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Runner.Tests.Fire;

/// <summary>The contents of a data folder at the end. Each prompt must be either one image or one dead letter, and one notice.</summary>
internal sealed class Aftermath
{
    private readonly ILookup<string, string> _images;
    private readonly ILookup<string, string> _deadLetters;
    private readonly ILookup<string, string> _notices;
    private readonly ILookup<string, ExecutionRecord> _executions;

    private Aftermath(Emulator emulator)
    {
        _images = Objects(emulator).ToLookup(key => Path.GetFileNameWithoutExtension(key), key => Path.GetExtension(key));
        _deadLetters = emulator
            .Queues.Browse(DeploymentNames.For("dead-letters"), int.MaxValue)
            .ToLookup(
                letter => letter.Attributes[MessageAttributeNames.RequestId].StringValue!,
                letter => $"{letter.Attributes[MessageAttributeNames.Error].StringValue} {letter.Body}"
            );
        _notices = SentNotices(emulator).ToLookup(notice => notice.Id, notice => notice.Outcome);
        _executions = Executions(emulator).ToLookup(execution => execution.Name);
    }

    public int Images => _images.Count;

    public int DeadLetters => _deadLetters.Count;

    public int Notices => _notices.Sum(notices => notices.Count());

    /// <summary>Reads a folder that no runner uses. Running executions in it do not continue.</summary>
    public static async Task<Aftermath> OfAsync(string folder, CancellationToken cancellationToken)
    {
        await using var emulator = await Emulator.StartAsync(new EmulatorOptions { DataFolder = folder, Port = 0 }, cancellationToken);
        return new Aftermath(emulator);
    }

    /// <summary>The differences from the expected contents.</summary>
    public IReadOnlyList<Fault> Faults(IReadOnlyCollection<FirePrompt> prompts) =>
        [
            .. prompts.SelectMany(Faults),
            .. _executions
                .Select(execution => execution.Key)
                .Except(prompts.Select(prompt => prompt.Id))
                .Select(name => new Fault(name, FaultKind.Wrong, "was never sent")),
        ];

    private IEnumerable<Fault> Faults(FirePrompt prompt)
    {
        var executions = _executions[prompt.Id].ToList();
        if (executions.Count != 1)
        {
            yield return CountFault(prompt, executions.Count, $"has {executions.Count} executions");
            yield break;
        }

        var objects = _images[prompt.Id].Order(StringComparer.Ordinal).ToList();
        var letters = _deadLetters[prompt.Id].ToList();
        if (executions[0].Status == ExecutionStatus.Succeeded)
        {
            if (prompt.Error is not null)
            {
                yield return new Fault(prompt.Id, FaultKind.Wrong, $"became an image instead of {prompt.Error}");
            }

            if (!objects.SequenceEqual([".json", ".png"]) || letters.Count > 0)
            {
                yield return CountFault(
                    prompt,
                    objects.Count + letters.Count - 1,
                    $"succeeded with the objects [{string.Join(", ", objects)}] and {letters.Count} dead letters"
                );
            }
        }
        else
        {
            if (executions[0].Status != ExecutionStatus.Failed || (prompt.Error ?? executions[0].Error) != executions[0].Error)
            {
                yield return new Fault(prompt.Id, FaultKind.Wrong, $"ended {executions[0].Status} with {executions[0].Error}");
            }

            if (objects.Count > 0 || letters is not [var letter] || letter != $"{executions[0].Error} {prompt.Body}")
            {
                yield return CountFault(
                    prompt,
                    objects.Count + letters.Count,
                    $"failed with {objects.Count} objects and the dead letters [{string.Join(", ", letters)}]"
                );
            }
        }

        var notices = _notices[prompt.Id].ToList();
        if (notices is not [var notice] || notice == "image stored (attempt 1)" != (executions[0].Status == ExecutionStatus.Succeeded))
        {
            yield return CountFault(
                prompt,
                notices.Count,
                $"ended {executions[0].Status} with the notices [{string.Join(", ", notices)}]"
            );
        }
    }

    private static Fault CountFault(FirePrompt prompt, int count, string description) =>
        new(
            prompt.Id,
            count switch
            {
                0 => FaultKind.Lost,
                1 => FaultKind.Wrong,
                _ => FaultKind.Doubled,
            },
            description
        );

    /// <summary>The prompts and outcomes in the subjects of the notices. Alarms have other subjects.</summary>
    private static IEnumerable<(string Id, string Outcome)> SentNotices(Emulator emulator) =>
        emulator
            .Mailbox.List(int.MaxValue)
            .Select(mail => mail.Content.Subject.Split(' ', 3))
            .Where(words => words is ["Prompt", [.., ':'], _])
            .Select(words => (words[1].TrimEnd(':'), words[2]));

    private static IEnumerable<string> Objects(Emulator emulator) =>
        emulator.Objects.Buckets().SelectMany(bucket => Objects(emulator, bucket.Name));

    private static IEnumerable<string> Objects(Emulator emulator, string bucket)
    {
        var next = "";
        while (next is not null)
        {
            var page = emulator.Objects.List(bucket, new ListingQuery("images/", After: next));
            foreach (var found in page.Objects)
            {
                yield return found.Key;
            }

            next = page.Next;
        }
    }

    private static IEnumerable<ExecutionRecord> Executions(Emulator emulator)
    {
        string? next = null;
        do
        {
            var page = emulator.Executions.List(
                new ExecutionQuery
                {
                    StateMachineName = DeploymentNames.Default,
                    MaxResults = 1000,
                    NextToken = next,
                }
            );
            foreach (var execution in page.Executions)
            {
                yield return execution;
            }

            next = page.NextToken;
        } while (next is not null);
    }
}
