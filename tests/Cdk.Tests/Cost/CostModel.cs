using System.Globalization;
using System.Text.Json.Nodes;
using PromptToImage.Contracts;

namespace PromptToImage.Cdk.Tests.Cost;

/// <summary>One line of a bill.</summary>
public sealed record CostItem(string Name, decimal Quantity, string Unit, decimal UnitPrice)
{
    public decimal Usd => Quantity * UnitPrice;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"| {Name} | {Quantity:#,0.###} {Unit} | {UnitPrice:0.##########} | {Usd:0.0000} |");
}

/// <summary>
/// The cost of the pipeline, calculated from the definition's transitions, the template's memory sizes and alarms, and the prices
/// and durations in docs/cost.md.
/// </summary>
public sealed class CostModel(PriceList numbers, JsonObject definition, Template template)
{
    private const int Images = 1000;
    private const decimal HoursPerMonth = 730;

    /// <summary>The state transitions of an execution.</summary>
    /// <param name="failing">The state that fails; null for a successful execution.</param>
    public int Transitions(string? failing = null)
    {
        var states = definition["States"]!.AsObject();
        var transitions = 1;
        for (var name = definition["StartAt"]!.GetValue<string>(); name is not null; transitions++)
        {
            var state = states[name]!;
            name = name == failing ? state["Catch"]![0]!["Next"]!.GetValue<string>() : state["Next"]?.GetValue<string>();
        }

        return transitions;
    }

    /// <summary>A thousand prompts that all succeed at the first attempt, without free tier.</summary>
    public IReadOnlyList<CostItem> ThousandImages() =>
        [new("Bedrock, Stable Image Core", Images, "images", numbers["image, Stable Image Core"]), .. WithoutTheModel()];

    /// <summary>The cost of a thousand images without the model.</summary>
    public IReadOnlyList<CostItem> WithoutTheModel() =>
        [
            new("Step Functions", Images * Transitions(), "transitions", numbers["state transition"]),
            new("Lambda, duration", Images * GigabyteSeconds(), "GB-s", numbers["Lambda GB-second"]),
            new("Lambda, requests", Images * FunctionCatalog.All.Count, "requests", numbers["Lambda request"]),
            .. Shared(numbers["log of one execution, MB"]),
            new("X-Ray", Images, "traces", numbers["trace"]),
        ];

    /// <summary>The additional cost of a thousand prompts over the HTTP API.</summary>
    public decimal ThousandOverHttp() => Images * (1 + numbers["requests for the status of a prompt"]) * numbers["API request"];

    /// <summary>The fixed cost per month.</summary>
    public IReadOnlyList<CostItem> EveryMonth() =>
        [
            new("CloudWatch alarms", AlarmMetrics(), "alarm metrics", numbers["alarm, a month"]),
            new("CloudWatch metrics of our own", MetricCount, "metrics", numbers["custom metric, a month"]),
            new("CloudWatch dashboard", template.Of("AWS::CloudWatch::Dashboard").Count, "dashboard", numbers["dashboard, a month"]),
            new("SQS, asking an empty queue", numbers["empty receives a minute"] * 60 * HoursPerMonth, "requests", numbers["SQS request"]),
        ];

    /// <summary>The cost per month of an always-on worker instead of the state machine and the functions.</summary>
    public IReadOnlyList<CostItem> ContainersEveryMonth()
    {
        var tasks = numbers["container tasks"];
        return
        [
            new("Fargate, vCPU", tasks * numbers["vCPU of a task"] * HoursPerMonth, "vCPU-hours", numbers["Fargate vCPU-hour"]),
            new("Fargate, memory", tasks * numbers["GB of a task"] * HoursPerMonth, "GB-hours", numbers["Fargate GB-hour"]),
            new("Public IPv4 addresses", tasks * HoursPerMonth, "hours", numbers["public IPv4 address, an hour"]),
            .. EveryMonth(),
        ];
    }

    /// <summary>The cost of a thousand images with containers, without the model.</summary>
    public IReadOnlyList<CostItem> ContainersWithoutTheModel() => Shared(numbers["log of one image in a container, MB"]);

    public decimal ModelFor(decimal images) => images * numbers["image, Stable Image Core"];

    /// <summary>The images per month above which containers cost less.</summary>
    public decimal Crossing() =>
        (Sum(ContainersEveryMonth()) - Sum(EveryMonth())) / ((Sum(WithoutTheModel()) - Sum(ContainersWithoutTheModel())) / Images);

    public static decimal Sum(IEnumerable<CostItem> items) => items.Sum(item => item.Usd);

    /// <summary>An alarm on metric math costs as much as an alarm on each of its metrics.</summary>
    private int AlarmMetrics() =>
        template
            .Of("AWS::CloudWatch::Alarm")
            .Sum(alarm => alarm["Metrics"] is { } metrics ? metrics.AsArray().Count(metric => metric!["MetricStat"] is not null) : 1);

    private static int MetricCount =>
        typeof(Contracts.MetricNames)
            .GetFields()
            .Count(constant =>
                constant.Name is not (nameof(Contracts.MetricNames.Namespace) or nameof(Contracts.MetricNames.Dimension))
            );

    private decimal GigabyteSeconds() =>
        FunctionCatalog.All.Sum(function =>
            template.Function($"prompt-to-image-{function.Name}").Number("MemorySize") / 1024m * numbers[$"{function.Name}, seconds"]
        );

    /// <summary>The cost of queue, bucket, topic and logs, which is the same for functions and containers.</summary>
    private CostItem[] Shared(decimal megabytesOfLog) =>
        [
            new("SQS", Images * 3, "requests", numbers["SQS request"]),
            new("S3, writes and lists", Images * 4, "requests", numbers["S3 write"]),
            new("S3, reads", Images, "requests", numbers["S3 read"]),
            new("S3, kept for a month", Images * numbers["size of an image, MB"] / 1000, "GB", numbers["S3 GB, a month"]),
            new("SNS, published", Images, "messages", numbers["SNS message"]),
            new("SNS, one e-mail each", Images, "e-mails", numbers["SNS e-mail"]),
            new("CloudWatch Logs", Images * megabytesOfLog / 1000, "GB", numbers["log GB"]),
        ];
}
