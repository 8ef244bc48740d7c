using System.CommandLine;
using PromptToImage.Contracts.Values;
using PromptToImage.Pipeline.Options;
using Endpoint = PromptToImage.Pipeline.Options.Endpoint;

namespace PromptToImage.Runner.Commands;

/// <summary>The program without a verb: the whole pipeline on this machine, and one prompt through it if one is given.</summary>
internal sealed class RunCommand
{
    private static readonly RunOptions Defaults = new();

    private readonly Argument<string?> _prompt = new("PROMPT")
    {
        Description = "A prompt to send once everything is up; without one the pipeline only serves",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _once = new("--once")
    {
        Description = "End when the prompt is done: 0 when its image is stored, 1 when it became a dead letter",
    };

    private readonly Option<int> _port = CommandLineOptions.Create(
        "--port",
        "PORT",
        "Port on this machine (0 takes any free one)",
        Defaults.Port,
        text => WholeNumber.Parse(text, 0, 65_535)
    );

    private readonly Option<string> _data = CommandLineOptions.Create(
        "--data",
        "DIR",
        "Folder for the queue, the executions, the images and the mailbox",
        Defaults.DataFolder,
        ParseFolder
    );

    private readonly Option<DurationRange> _modelLatency = CommandLineOptions.Create(
        "--model-latency",
        "TIME",
        "How long the local model takes for an image, for example 2s or 4s..9s",
        Defaults.ModelLatency,
        DurationRange.Parse
    );

    private readonly Option<Rate?> _modelQuota = CommandLineOptions.Create<Rate?>(
        "--model-quota",
        "RATE",
        "How many requests the local model admits, for example 60/min; the rest are throttled",
        Defaults.ModelQuota,
        text => Rate.Parse(text)
    );

    private readonly Option<Percentage> _modelErrorRate = CommandLineOptions.Create(
        "--model-error-rate",
        "SHARE",
        "The share of requests that the local model fails, for example 2%",
        Defaults.ModelErrorRate,
        Percentage.Parse
    );

    private readonly Option<ModelSource> _bedrock = CommandLineOptions.Create(
        "--bedrock",
        "local|aws",
        "Who draws the images: the stand-in here (the default), or the real Amazon Bedrock (charged)",
        Defaults.Bedrock,
        ParseModelSource
    );

    private readonly Option<Endpoint?> _smtp = CommandLineOptions.Create<Endpoint?>(
        "--smtp",
        "HOST:PORT",
        "A mail server that gets every e-mail too",
        Defaults.Smtp,
        Endpoint.Parse
    );

    private readonly Option<int> _concurrency = CommandLineOptions.Create(
        "--concurrency",
        "N",
        "How many executions run at a time",
        Defaults.MaxConcurrentExecutions,
        text => WholeNumber.Parse(text, 1, 1_000)
    );

    private readonly Option<DurationRange> _queueAge = CommandLineOptions.Create(
        "--queue-age-threshold",
        "TIME",
        "Age of the oldest waiting prompt at which the alarm mails",
        DurationRange.Always(Defaults.QueueAgeThreshold),
        DurationRange.Parse
    );

    public static void AddTo(RootCommand root, Func<RunOptions, CancellationToken, Task<int>> run)
    {
        var command = new RunCommand();
        root.Arguments.Add(command._prompt);
        foreach (
            var option in (Option[])
                [
                    command._once,
                    command._port,
                    command._data,
                    command._modelLatency,
                    command._modelQuota,
                    command._modelErrorRate,
                    command._bedrock,
                    command._smtp,
                    command._concurrency,
                    command._queueAge,
                ]
        )
        {
            root.Options.Add(option);
        }

        root.Validators.Add(result =>
        {
            if (result.GetValue(command._prompt) is { } prompt && prompt.StartsWith("--", StringComparison.Ordinal))
            {
                result.AddError($"'{prompt}' is no option; a prompt that begins so is sent as {{\"prompt\": \"...\"}}");
            }

            if (result.GetValue(command._once) && result.GetValue(command._prompt) is null)
            {
                result.AddError("--once needs a prompt; write for example --once \"A croissant\"");
            }
        });
        root.SetAction((result, cancellation) => run(command.Read(result), cancellation));
    }

    private RunOptions Read(ParseResult result) =>
        new()
        {
            Prompt = result.GetValue(_prompt),
            Once = result.GetValue(_once),
            Port = result.GetValue(_port),
            DataFolder = result.GetValue(_data)!,
            ModelLatency = result.GetValue(_modelLatency),
            ModelQuota = result.GetValue(_modelQuota),
            ModelErrorRate = result.GetValue(_modelErrorRate),
            Bedrock = result.GetValue(_bedrock),
            Smtp = result.GetValue(_smtp),
            MaxConcurrentExecutions = result.GetValue(_concurrency),
            QueueAgeThreshold = result.GetValue(_queueAge).Longest,
        };

    private static string ParseFolder(string text) =>
        string.IsNullOrWhiteSpace(text) ? throw new FormatException("the folder's name is empty") : text;

    private static ModelSource ParseModelSource(string text) =>
        text switch
        {
            "local" => ModelSource.Local,
            "aws" => ModelSource.Aws,
            _ => throw new FormatException($"'{text}' is neither 'local' nor 'aws'"),
        };
}
