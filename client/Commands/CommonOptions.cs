using System.CommandLine;
using PromptToImage.Client.Connection;
using PromptToImage.CommandLine;

namespace PromptToImage.Client.Commands;

/// <summary>The options that every command has. They say which pipeline to use and how results are written.</summary>
internal sealed class CommonOptions(ProcessServices services)
{
    private readonly Option<bool> _json = new("--json") { Description = "Write results as JSON, one value per line", Recursive = true };

    private readonly Option<int?> _local = new(LocalOptionTokens.Name)
    {
        Description = $"Use the runner on this machine, on port {LocalNames.Port} or the given one. Needs no other setting.",
        HelpName = "PORT",
        Arity = ArgumentArity.ExactlyOne,
        Recursive = true,
    };

    private readonly Option<string?> _endpoint = Text("--endpoint-url", "URL", "Endpoint of the services [env: AWS_ENDPOINT_URL]");
    private readonly Option<string?> _region = Text("--region", "REGION", "AWS region [env: AWS_REGION; default: from the URL or ARN]");
    private readonly Option<string?> _queue = Text("--queue-url", "URL", "The queue for prompts [env: SQS_QUEUE_URL]");
    private readonly Option<string?> _stateMachine = Text(
        "--state-machine-arn",
        "ARN",
        "The state machine [env: STATE_MACHINE_ARN; default: has the queue's name]"
    );
    private readonly Option<string?> _deadLetters = Text(
        "--dead-letter-queue-url",
        "URL",
        "The dead-letter queue [env: DEAD_LETTER_QUEUE_URL; default: from the queue's redrive policy]"
    );
    private readonly Option<string?> _bucket = Text(
        "--bucket",
        "NAME",
        "The bucket of the images [env: BUCKET; default: from the prompt's result]"
    );

    /// <summary>The options that select the pipeline.</summary>
    public IReadOnlyList<Option> Connection => [_local, _endpoint, _region, _queue, _stateMachine, _deadLetters, _bucket];

    public void AddTo(RootCommand root)
    {
        _local.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var port }, ..] && !(int.TryParse(port, out var number) && number is > 0 and <= 65535))
            {
                result.AddError($"--local takes a port from 1 to 65535, not '{port}'.");
            }
        });
        foreach (var option in Connection.Prepend(_json))
        {
            root.Options.Add(option);
        }
    }

    /// <summary>Sets a command's action, which gets a context of its own.</summary>
    public void SetAction(Command command, Func<ParseResult, CommandContext, CancellationToken, Task<ExitCode>> run) =>
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                using var context = new CommandContext(services, Resolve(parsed), parsed.GetValue(_json));
                return (int)await run(parsed, context, cancellationToken);
            }
        );

    /// <exception cref="CommandException">A value is not valid.</exception>
    public ConnectionSettings Resolve(ParseResult parsed) =>
        new ConnectionOptions
        {
            LocalPort = parsed.GetValue(_local),
            Endpoint = parsed.GetValue(_endpoint),
            Region = parsed.GetValue(_region),
            QueueUrl = parsed.GetValue(_queue),
            StateMachineArn = parsed.GetValue(_stateMachine),
            DeadLetterQueueUrl = parsed.GetValue(_deadLetters),
            Bucket = parsed.GetValue(_bucket),
        }.Resolve(services.Environment);

    private static Option<string?> Text(string name, string valueName, string description) =>
        new(name)
        {
            Description = description,
            HelpName = valueName,
            Recursive = true,
        };
}
