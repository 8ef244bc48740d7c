using System.Text.Json.Nodes;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.Soak.Measuring;

namespace PromptToImage.Soak.Clients;

/// <summary>Starts executions that wait for a second. Each that was acknowledged must succeed.</summary>
internal sealed class ExecutionStarter(SoakClient client, Observations observations)
{
    private const string Machine = "soak";

    private const string Definition = """
        {"StartAt": "Pass", "States": {
          "Pass": {"Type": "Pass", "Parameters": {"n.$": "$.n", "items.$": "States.Array($.n, $.n)"}, "Next": "Wait"},
          "Wait": {"Type": "Wait", "Seconds": 1, "Next": "Choice"},
          "Choice": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericGreaterThanEquals": 0, "Next": "Map"}]},
          "Map": {"Type": "Map", "ItemsPath": "$.items", "Next": "Done",
            "Iterator": {"StartAt": "Item", "States": {"Item": {"Type": "Pass", "End": true}}}},
          "Done": {"Type": "Succeed"}}}
        """;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly List<string> _started = [];

    public int Started => _started.Count;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await client.InsistAsync(
            "AWSStepFunctions.CreateStateMachine",
            () =>
                new JsonObject
                {
                    ["name"] = Machine,
                    ["definition"] = Definition,
                    ["roleArn"] = "arn:aws:iam::000000000000:role/soak",
                }
        );
        while (!cancellationToken.IsCancellationRequested)
        {
            var name = FormattableString.Invariant($"soak-{_started.Count}");
            var input = FormattableString.Invariant($$"""{"n": {{_started.Count}}}""");
            while (!await StartAsync(name, input)) { }
            _started.Add(StatesArn.ForExecution(Machine, name));
            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }

        await CheckAsync();
    }

    /// <returns>Whether the execution exists. If an earlier try was not acknowledged, it can have ended already.</returns>
    private async Task<bool> StartAsync(string name, string input)
    {
        var request = new JsonObject
        {
            ["stateMachineArn"] = StatesArn.ForStateMachine(Machine),
            ["name"] = name,
            ["input"] = input,
        };
        return await client.CallAsync("AWSStepFunctions.StartExecution", request) is { Status: 200 or 400 };
    }

    private async Task CheckAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        foreach (var arn in _started)
        {
            var status = await StatusAsync(arn);
            while (status == "RUNNING" && TimeProvider.System.GetElapsedTime(start) < Limit)
            {
                await Task.Delay(Pause, TimeProvider.System);
                status = await StatusAsync(arn);
            }

            if (status == "RUNNING")
            {
                observations.AddHang($"{arn} does not end");
            }
            else if (status != "SUCCEEDED")
            {
                observations.AddLost($"{arn}: {status}");
            }
        }
    }

    private async Task<string> StatusAsync(string arn)
    {
        var answer = await client.InsistAsync("AWSStepFunctions.DescribeExecution", () => new JsonObject { ["executionArn"] = arn });
        return answer.Json["status"]!.GetValue<string>();
    }
}
