using System.CommandLine;
using PromptToImage.CommandLine;
using PromptToImage.Contracts.Flow;
using PromptToImage.Contracts.Values;
using PromptToImage.Pipeline.Options;
using Endpoint = PromptToImage.Pipeline.Options.Endpoint;

namespace PromptToImage.Runner.Commands;

/// <summary>The program without a verb: runs the whole pipeline on this machine and sends one prompt if it is given.</summary>
internal sealed class RunCommand
{
    private static readonly RunOptions Defaults = new();

    private readonly Argument<string?> _prompt = new("PROMPT")
    {
        Description = "A prompt to send after the start",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _once = new("--once")
    {
        Description = "Exit when the prompt has ended: 0 when its image is stored, 1 when it is a dead letter",
    };

    private readonly Option<int> _port = ParsedOption.Create(
        "--port",
        "PORT",
        "Port on this machine; 0 selects a free one",
        Defaults.Port,
        text => WholeNumber.Parse(text, 0, 65_535)
    );

    private readonly Option<string> _data = ParsedOption.Create(
        "--data",
        "DIR",
        "Folder for queues, executions, images, e-mails and logs",
        Defaults.DataFolder,
        ParseFolder
    );

    private readonly Option<DurationRange> _modelLatency = ParsedOption.Create(
        "--model-latency",
        "TIME",
        "How long the local model takes for an image, for example 2s or 4s..9s",
        Defaults.ModelLatency,
        DurationRange.Parse
    );

    private readonly Option<Rate?> _modelQuota = ParsedOption.Create<Rate?>(
        "--model-quota",
        "RATE",
        "How many requests the local model admits, for example 60/min; it throttles the others",
        Defaults.ModelQuota,
        text => Rate.Parse(text)
    );

    private readonly Option<Percentage> _modelErrorRate = ParsedOption.Create(
        "--model-error-rate",
        "SHARE",
        "The share of requests that the local model fails, for example 2%",
        Defaults.ModelErrorRate,
        Percentage.Parse
    );

    private readonly Option<ModelSource> _bedrock = ParsedOption.Create(
        "--bedrock",
        "local|aws|URL",
        "What makes the images: the local model, which draws; Amazon Bedrock, which costs money; or a server of the OpenAI images API, "
            + "for example http://localhost:1234",
        Defaults.Bedrock,
        ModelSource.Parse
    );

    private readonly Option<string?> _serverModel = ParsedOption.Text(
        "--server-model",
        "NAME",
        "The model to ask the server of --bedrock URL for, if it has several"
    );

    private readonly Option<Endpoint?> _smtp = ParsedOption.Create<Endpoint?>(
        "--smtp",
        "HOST:PORT",
        "A mail server that receives a copy of each e-mail",
        Defaults.Smtp,
        Endpoint.Parse
    );

    private readonly Option<int?> _concurrency = ParsedOption.Create<int?>(
        "--concurrency",
        "N",
        "How many executions run at a time, instead of the template's number",
        Defaults.MaxConcurrentExecutions,
        text => WholeNumber.Parse(text, 1, FlowNumbers.MaximumConcurrency)
    );

    private readonly Option<TimeSpan?> _queueAge = ParsedOption.Create<TimeSpan?>(
        "--queue-age-threshold",
        "TIME",
        "Age of the oldest waiting prompt at which the alarm is raised, instead of the template's",
        Defaults.QueueAgeThreshold,
        text => DurationRange.Parse(text).Longest
    );

    public static void AddTo(RootCommand root, Func<RunOptions, CancellationToken, Task<ExitCode>> run)
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
                    command._serverModel,
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
            if (result.GetValue(command._prompt) is { } prompt && string.IsNullOrWhiteSpace(prompt))
            {
                result.AddError("The prompt is empty.");
            }

            if (result.GetValue(command._once) && result.GetValue(command._prompt) is null)
            {
                result.AddError("--once needs a prompt, for example: --once \"A croissant\".");
            }

            if (result.GetValue(command._serverModel) is not null && result.GetValue(command._bedrock) is not { Server: not null })
            {
                result.AddError("--server-model needs a server, for example: --bedrock http://localhost:8080.");
            }
        });
        root.SetAction(async (result, cancellationToken) => (int)await run(command.Read(result), cancellationToken));
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
            Bedrock = result.GetValue(_bedrock)!,
            ServerModel = result.GetValue(_serverModel),
            Smtp = result.GetValue(_smtp),
            MaxConcurrentExecutions = result.GetValue(_concurrency),
            QueueAgeThreshold = result.GetValue(_queueAge),
        };

    private static string ParseFolder(string text) =>
        string.IsNullOrWhiteSpace(text) ? throw new FormatException("The folder's name is empty.") : text;
}
