using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.Bench.EndToEnd;
using PromptToImage.Contracts;
using PromptToImage.Pipeline;

namespace PromptToImage.Bench.ColdStarts;

/// <summary>Events for each function, recorded from the execution of one prompt, each with a new id.</summary>
internal sealed class FunctionEvents
{
    private const string Id = "bench-1";

    private readonly LocalPipeline _pipeline;
    private readonly string _file;
    private readonly Dictionary<string, string> _inputs = [];
    private int _number;

    private FunctionEvents(LocalPipeline pipeline, string file)
    {
        _pipeline = pipeline;
        _file = file;
    }

    public static async Task<FunctionEvents> RecordAsync(LocalPipeline pipeline, string file)
    {
        using var traffic = new PromptTraffic(pipeline);
        await traffic.RunAsync(1, 1);
        var events = new FunctionEvents(pipeline, file);
        var arn = StatesArn.ForExecution(pipeline.Resources.StateMachine, Id);
        foreach (var entry in pipeline.Emulator.Executions.History(arn).Events)
        {
            var details = JsonNode.Parse(entry.ToJson())!["lambdaFunctionScheduledEventDetails"];
            if (details is not null)
            {
                events._inputs[FunctionName((string)details["resource"]!)] = (string)details["input"]!;
            }
        }

        events._inputs[NameOf(FunctionCatalog.Start)] = $$$"""
            {"Records":[{"messageId":"{{{Id}}}","receiptHandle":"none","body":"{\"id\":\"{{{Id}}}\",\"prompt\":\"A croissant\"}","attributes":{"ApproximateReceiveCount":"1","SentTimestamp":"1767225600000"},"messageAttributes":{},"eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:us-east-1:000000000000:prompt-to-image","awsRegion":"us-east-1"}]}
            """;
        return events;
    }

    /// <returns>A file with an event that the function has not received yet.</returns>
    public async Task<string> NextAsync(FunctionDescription function)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"cold-{++_number}");
        // Store needs a staged image.
        if (function == FunctionCatalog.Store)
        {
            var staged = await _pipeline.Emulator.Functions.InvokeAsync(
                NameOf(FunctionCatalog.Generate),
                Encoding.UTF8.GetBytes(InputOf(FunctionCatalog.Generate, id))
            );
            var input = JsonNode.Parse(InputOf(function, id))!;
            input["image"] = JsonNode.Parse(staged.Payload);
            await File.WriteAllTextAsync(_file, input.ToJsonString());
            return _file;
        }

        await File.WriteAllTextAsync(_file, InputOf(function, id));
        return _file;
    }

    private string InputOf(FunctionDescription function, string id) =>
        _inputs[NameOf(function)].Replace(Id, id, StringComparison.Ordinal);

    private static string NameOf(FunctionDescription function) => DeploymentNames.For(function.Name);

    /// <summary>The function's name in its ARN, which can end with a version.</summary>
    private static string FunctionName(string arn) => arn.Split(':')[6];
}
