using System.Globalization;
using System.Text.RegularExpressions;
using PromptToImage.CommandLine;
using PromptToImage.Contracts;

namespace PromptToImage.Client.Connection;

/// <summary>The values of the connection options. Environment variables and derived values complete them.</summary>
internal sealed partial record ConnectionOptions
{
    public int? LocalPort { get; init; }

    public string? Endpoint { get; init; }

    public string? Region { get; init; }

    public string? QueueUrl { get; init; }

    public string? StateMachineArn { get; init; }

    public string? DeadLetterQueueUrl { get; init; }

    public string? Bucket { get; init; }

    /// <summary>An option overrides a variable, and a variable overrides a derived value.</summary>
    /// <exception cref="CommandException">A value is not valid.</exception>
    public ConnectionSettings Resolve(IReadOnlyDictionary<string, string> environment)
    {
        // --local ignores variables, which often name a pipeline on AWS.
        string? Variable(string name) =>
            LocalPort is null && environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

        var endpoint = EndpointFrom(Variable("AWS_ENDPOINT_URL"));
        var local = endpoint?.IsLoopback == true ? endpoint : null;
        var queueUrl =
            Checked(QueueUrl ?? Variable("SQS_QUEUE_URL"), "queue URL", IsUrl) ?? (local is null ? null : LocalNames.QueueUrl(local));
        var stateMachineArn =
            Checked(StateMachineArn ?? Variable("STATE_MACHINE_ARN"), "state machine ARN", StateMachineArnPattern().IsMatch)
            ?? (local is null ? StateMachineArnBeside(queueUrl) : LocalNames.StateMachineArn);
        return new ConnectionSettings
        {
            Endpoint = endpoint,
            Region = Region ?? RegionOf(queueUrl, stateMachineArn) ?? (local is null ? null : Variable("AWS_REGION") ?? LocalNames.Region),
            QueueUrl = queueUrl,
            StateMachineArn = stateMachineArn,
            DeadLetterQueueUrl = Checked(DeadLetterQueueUrl ?? Variable("DEAD_LETTER_QUEUE_URL"), "dead-letter queue URL", IsUrl),
            Bucket = Bucket ?? Variable("BUCKET"),
            OptionsToRepeat = OptionsToRepeat(),
        };
    }

    private string OptionsToRepeat()
    {
        var port = LocalPort?.ToString(CultureInfo.InvariantCulture);
        var given = new (string Option, string? Value)[]
        {
            ("--local", port),
            ("--endpoint-url", Endpoint),
            ("--region", Region),
            ("--queue-url", QueueUrl),
            ("--state-machine-arn", StateMachineArn),
            ("--dead-letter-queue-url", DeadLetterQueueUrl),
            ("--bucket", Bucket),
        };
        return string.Concat(given.Where(part => part.Value is not null).Select(part => $" {part.Option} {part.Value}"));
    }

    private Uri? EndpointFrom(string? variable)
    {
        if (LocalPort is not null && Endpoint is not null)
        {
            throw CommandException.WrongUse("--local and --endpoint-url both select an endpoint. Pass one of them.");
        }

        var text = LocalPort is { } port
            ? string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}")
            : Checked(Endpoint ?? variable, "endpoint URL", IsUrl);
        return text is null ? null : new Uri(text);
    }

    /// <summary>The region in the queue's URL or in the state machine's ARN.</summary>
    private static string? RegionOf(string? queueUrl, string? stateMachineArn)
    {
        if (queueUrl is not null && QueueHostPattern().Match(new Uri(queueUrl).Host) is { Success: true } match)
        {
            return match.Groups["region"].Value;
        }

        return stateMachineArn is null ? null : StateMachineArnPattern().Match(stateMachineArn).Groups["region"].Value;
    }

    /// <summary>The ARN in the queue's account and region, because the stack gives queue and state machine the same name.</summary>
    private static string? StateMachineArnBeside(string? queueUrl)
    {
        if (queueUrl is null || RegionOf(queueUrl, stateMachineArn: null) is not { } region)
        {
            return null;
        }

        var partition = region switch
        {
            _ when region.StartsWith("cn-", StringComparison.Ordinal) => "aws-cn",
            _ when region.StartsWith("us-gov-", StringComparison.Ordinal) => "aws-us-gov",
            _ => "aws",
        };
        return new Uri(queueUrl).AbsolutePath.Split('/') is ["", { Length: 12 } account, var name]
            ? StateMachineArns.Create(partition, region, account, name)
            : null;
    }

    private static string? Checked(string? value, string what, Func<string, bool> isRight)
    {
        return value is null || isRight(value) ? value : throw CommandException.WrongUse($"'{value}' is not a valid {what}.");
    }

    private static bool IsUrl(string value)
    {
        return Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
    }

    [GeneratedRegex(@"^(sqs\.(?<region>[a-z0-9-]+)|(?<region>[a-z0-9-]+)\.queue)\.(amazonaws\.com|amazonaws\.com\.cn|api\.aws)$")]
    private static partial Regex QueueHostPattern();

    [GeneratedRegex(@"^arn:aws[a-z-]*:states:(?<region>[a-z0-9-]+):\d{12}:stateMachine:[^:]+$")]
    private static partial Regex StateMachineArnPattern();
}
