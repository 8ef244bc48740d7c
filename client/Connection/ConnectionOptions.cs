using System.CommandLine;

namespace PromptToImage.Client.Connection;

/// <summary>The options that say which pipeline to talk to; every command has them.</summary>
internal sealed class ConnectionOptions
{
    private readonly Option<int?> _local = new(LocalOptionTokens.Name)
    {
        Description = $"Talk to the runner on this machine, on port {LocalNames.Port} or the one given. Nothing else need be set.",
        HelpName = "PORT",
        Arity = ArgumentArity.ExactlyOne,
        Recursive = true,
    };

    private readonly Option<string?> _endpoint = Text("--endpoint-url", "URL", "Where the services answer [env: AWS_ENDPOINT_URL]");
    private readonly Option<string?> _region = Text(
        "--region",
        "REGION",
        "AWS region [env: AWS_REGION; else the queue URL's or the ARN's own]"
    );
    private readonly Option<string?> _queue = Text("--queue-url", "URL", "The queue for prompts [env: SQS_QUEUE_URL]");
    private readonly Option<string?> _stateMachine = Text(
        "--state-machine-arn",
        "ARN",
        "The state machine [env: STATE_MACHINE_ARN; else the one of the queue's name]"
    );
    private readonly Option<string?> _deadLetters = Text(
        "--dead-letter-queue-url",
        "URL",
        "The dead-letter queue [env: DEAD_LETTER_QUEUE_URL; else the one that the queue names]"
    );
    private readonly Option<string?> _bucket = Text(
        "--bucket",
        "NAME",
        "The bucket of images [env: BUCKET; else the one that the result names]"
    );

    public void AddTo(Command root)
    {
        _local.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var port }, ..] && !(int.TryParse(port, out var number) && number is > 0 and <= 65535))
            {
                result.AddError($"--local takes a port from 1 to 65535, not '{port}'.");
            }
        });
        foreach (var option in new Option[] { _local, _endpoint, _region, _queue, _stateMachine, _deadLetters, _bucket })
        {
            root.Options.Add(option);
        }
    }

    /// <exception cref="ClientException">A value that cannot be meant.</exception>
    public ConnectionSettings Resolve(ParseResult parsed, IReadOnlyDictionary<string, string> environment)
    {
        var options = new ConnectionChoices
        {
            LocalPort = parsed.GetValue(_local),
            Endpoint = parsed.GetValue(_endpoint),
            Region = parsed.GetValue(_region),
            QueueUrl = parsed.GetValue(_queue),
            StateMachineArn = parsed.GetValue(_stateMachine),
            DeadLetterQueueUrl = parsed.GetValue(_deadLetters),
            Bucket = parsed.GetValue(_bucket),
        };
        return options.Resolve(environment);
    }

    private static Option<string?> Text(string name, string valueName, string description)
    {
        return new Option<string?>(name)
        {
            Description = description,
            HelpName = valueName,
            Recursive = true,
        };
    }
}
