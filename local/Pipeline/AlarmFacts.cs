using System.Globalization;
using PromptToImage.AwsEmulator;
using PromptToImage.AwsEmulator.CloudWatch;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.CloudWatchModel;
using PromptToImage.Contracts;
using PromptToImage.Contracts.Flow;
using PromptToImage.StatesLanguage;

namespace PromptToImage.Pipeline;

/// <summary>
/// What the e-mail about an alarm says of the pipeline: how many prompts wait and run, how long that takes, how many failed, and the page
/// of the console that shows what the alarm watches.
/// </summary>
/// <param name="resources">The deployed resources.</param>
/// <param name="emulator">The services.</param>
/// <param name="time">The clock.</param>
internal sealed class AlarmFacts(PipelineResources resources, Emulator emulator, TimeProvider time)
{
    /// <summary>The link in the description of each alarm on AWS, in whose place there is a page of this machine's console.</summary>
    private static readonly string AwsDashboard = ConsoleUrls.ForDashboard(AwsAccount.Region, DeploymentNames.Default);

    public AlarmText For(AlarmDefinition alarm)
    {
        var page = $"{emulator.Endpoint.ToString().TrimEnd('/')}/console/{PageFor(alarm)}";
        var deadLetters = emulator.Queues.Count(resources.DeadLetterQueue).Total;
        return new AlarmText(
            alarm.Description.Replace(AwsDashboard, page, StringComparison.Ordinal),
            [("Queue", Queue()), ("Dead letters", deadLetters.ToString("N0", CultureInfo.InvariantCulture))]
        );
    }

    private string Queue()
    {
        var waiting = (int)emulator.Queues.Count(resources.Queue).Total;
        var running = (int)emulator.Executions.Count(resources.StateMachine).GetValueOrDefault(ExecutionStatus.Running);
        var newest = emulator.Executions.List(
            new ExecutionQuery { StateMachineName = resources.StateMachine, MaxResults = Backlog.Sample }
        );
        var ended = newest.Executions.Select(execution => execution.StopDate).OfType<DateTimeOffset>().ToList();
        var backlog = new Backlog(running, Backlog.Rate(ended, time.GetUtcNow()));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"waiting {waiting:N0}, running {running:N0}, {Backlog.Describe(backlog.SecondsFor(waiting))}"
        );
    }

    private string PageFor(AlarmDefinition alarm)
    {
        var metrics = alarm.Metrics.Select(query => query.Metric?.Metric).OfType<MetricId>().ToList();
        return
            metrics.Exists(metric => metric.Dimensions.Any(dimension => dimension.Value == resources.DeadLetterQueue)) ? "dead-letters"
            : metrics.Exists(metric => metric.Namespace == "AWS/States") ? "executions"
            : "queue";
    }
}
