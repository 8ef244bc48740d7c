using System.Globalization;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace PromptToImage.Functions.Tests.Fakes;

/// <summary>Step Functions with executions whose status only the test changes.</summary>
internal sealed class FakeExecutions()
    : AmazonStepFunctionsClient(Unconnected.Credentials, Unconnected.Config(new AmazonStepFunctionsConfig()))
{
    public const string MachineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:prompt-to-image";

    public Dictionary<string, (string Input, bool Running, DateTime Start)> Executions { get; } = [];

    public List<string> Started { get; } = [];

    public DateTime Now { get; set; } = new(2026, 11, 22, 8, 30, 0, DateTimeKind.Utc);

    public Exception? CountingFails { get; set; }

    public Func<string, Exception?> StartingFails { get; set; } = _ => null;

    public Func<string, DescribeExecutionResponse>? Describe { get; set; }

    public List<HistoryEvent> HistoryBackwards { get; } = [];

    public Exception? HistoryFails { get; set; }

    public int Described { get; private set; }

    /// <summary>The number of calls of ListExecutions.</summary>
    public int Listed { get; private set; }

    public static string Arn(string name) => $"arn:aws:states:us-east-1:000000000000:execution:prompt-to-image:{name}";

    public override Task<ListExecutionsResponse> ListExecutionsAsync(
        ListExecutionsRequest request,
        CancellationToken cancellationToken = default
    )
    {
        if (CountingFails is not null)
        {
            throw CountingFails;
        }

        Listed++;
        Assert.Equal(ExecutionStatus.RUNNING, request.StatusFilter);
        Assert.Equal(MachineArn, request.StateMachineArn);
        return Task.FromResult(
            new ListExecutionsResponse
            {
                Executions =
                [
                    .. Executions
                        .Where(item => item.Value.Running)
                        .Take(request.MaxResults ?? 100)
                        .Select(item => new ExecutionListItem { Name = item.Key, StartDate = item.Value.Start }),
                ],
            }
        );
    }

    public override Task<StartExecutionResponse> StartExecutionAsync(
        StartExecutionRequest request,
        CancellationToken cancellationToken = default
    )
    {
        if (StartingFails(request.Name) is { } failure)
        {
            throw failure;
        }

        if (Executions.TryGetValue(request.Name, out var existing))
        {
            if (!existing.Running || existing.Input != request.Input)
            {
                throw new ExecutionAlreadyExistsException($"Execution Already Exists: '{Arn(request.Name)}'");
            }
        }
        else
        {
            Executions[request.Name] = (request.Input, true, Now);
            Started.Add(request.Name);
        }

        return Task.FromResult(new StartExecutionResponse { ExecutionArn = Arn(request.Name), StartDate = Now });
    }

    public override Task<DescribeExecutionResponse> DescribeExecutionAsync(
        DescribeExecutionRequest request,
        CancellationToken cancellationToken = default
    )
    {
        Described++;
        if (Describe is not null)
        {
            return Task.FromResult(Describe(request.ExecutionArn));
        }

        var name = request.ExecutionArn.Split(':')[^1];
        Assert.Equal(Arn(name), request.ExecutionArn);
        return Task.FromResult(
            new DescribeExecutionResponse
            {
                ExecutionArn = request.ExecutionArn,
                Name = name,
                Input = Executions[name].Input,
                StartDate = Executions[name].Start,
            }
        );
    }

    public override Task<GetExecutionHistoryResponse> GetExecutionHistoryAsync(
        GetExecutionHistoryRequest request,
        CancellationToken cancellationToken = default
    )
    {
        if (HistoryFails is not null)
        {
            throw HistoryFails;
        }

        Assert.True(request.ReverseOrder);
        var from = request.NextToken is null ? 0 : int.Parse(request.NextToken, CultureInfo.InvariantCulture);
        var end = Math.Min(HistoryBackwards.Count, from + request.MaxResults!.Value);
        return Task.FromResult(
            new GetExecutionHistoryResponse
            {
                Events = HistoryBackwards[from..end],
                NextToken = end < HistoryBackwards.Count ? end.ToString(CultureInfo.InvariantCulture) : null,
            }
        );
    }
}
