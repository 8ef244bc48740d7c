using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.Soak.Clients;
using PromptToImage.Soak.Measuring;

namespace PromptToImage.Soak.Hostile;

/// <summary>Runs hostile definitions, some until their end and some until StopExecution, which must be answered like any other request.</summary>
[SuppressMessage("Security", "CA5394", Justification = "The choice is no secret.")]
internal sealed class HostileExecutions(SoakClient client, Observations observations, int seed)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Random _random = new(seed);

    public int Started { get; private set; }

    /// <summary>The definition that runs at the moment.</summary>
    public string Current { get; private set; } = "";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var hostile in HostileDefinition.All)
        {
            Current = hostile.Name;
            await CreateAsync(hostile);
        }

        while (!cancellationToken.IsCancellationRequested)
        {
            var hostile = HostileDefinition.All[_random.Next(HostileDefinition.All.Count)];
            Current = hostile.Name;
            await RunAsync(hostile);
        }

        Current = "";
    }

    private async Task CreateAsync(HostileDefinition hostile)
    {
        var request = new JsonObject
        {
            ["name"] = MachineName(hostile),
            ["definition"] = hostile.Definition,
            ["roleArn"] = "arn:aws:iam::000000000000:role/soak",
        };
        while (await client.CallAsync("AWSStepFunctions.CreateStateMachine", request, RequestKind.Hostile) is not { Status: 200 or 400 }) { }
    }

    private async Task RunAsync(HostileDefinition hostile)
    {
        var name = FormattableString.Invariant($"hostile-{Started++}");
        var request = new JsonObject
        {
            ["stateMachineArn"] = StatesArn.ForStateMachine(MachineName(hostile)),
            ["name"] = name,
            ["input"] = hostile.Input,
        };
        var started = await client.CallAsync("AWSStepFunctions.StartExecution", request, RequestKind.Hostile);
        var arn = StatesArn.ForExecution(MachineName(hostile), name);
        if (started is { Status: >= 400 and not 503 })
        {
            return;
        }

        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(1500)), TimeProvider.System);
        if (_random.Next(2) == 0)
        {
            await client.CallAsync("AWSStepFunctions.StopExecution", new JsonObject { ["executionArn"] = arn });
        }

        await WaitAsync(arn, hostile.Name);
    }

    private async Task WaitAsync(string arn, string name)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (await IsRunningAsync(arn))
        {
            if (TimeProvider.System.GetElapsedTime(start) > Limit)
            {
                observations.AddHang($"the hostile execution {name} does not end");
                return;
            }

            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    private async Task<bool> IsRunningAsync(string arn)
    {
        var answer = await client.CallAsync("AWSStepFunctions.DescribeExecution", new JsonObject { ["executionArn"] = arn });
        return answer is null || (answer.IsSuccess && answer.Json["status"]!.GetValue<string>() == "RUNNING");
    }

    private static string MachineName(HostileDefinition hostile) => $"hostile-{hostile.Name}";
}
