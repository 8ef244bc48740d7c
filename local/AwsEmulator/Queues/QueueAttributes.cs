using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PromptToImage.SqsModel;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>
/// A queue's attributes as they are set and asked for, name by name,
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html.
/// </summary>
public sealed class QueueAttributes
{
    private const string RedrivePolicyName = "RedrivePolicy";

    private static readonly ImmutableSortedDictionary<string, (int Least, int Most, int Default)> Numbers = new Dictionary<
        string,
        (int, int, int)
    >
    {
        ["DelaySeconds"] = (0, QueueLimits.LongestDelaySeconds, 0),
        ["MaximumMessageSize"] = (1024, QueueLimits.LargestMessageBytes, QueueLimits.LargestMessageBytes),
        ["MessageRetentionPeriod"] = (QueueLimits.ShortestRetentionSeconds, QueueLimits.LongestRetentionSeconds, 345_600),
        ["ReceiveMessageWaitTimeSeconds"] = (0, QueueLimits.LongestWaitSeconds, 0),
        ["VisibilityTimeout"] = (0, QueueLimits.LongestVisibilitySeconds, 30),
        ["KmsDataKeyReusePeriodSeconds"] = (60, 86_400, 300),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    // Kept and given back; on one machine nothing is encrypted and nobody is refused.
    private static readonly ImmutableHashSet<string> Texts =
    [
        "Policy",
        "RedriveAllowPolicy",
        "KmsMasterKeyId",
        "SqsManagedSseEnabled",
        RedrivePolicyName,
    ];

    private readonly ImmutableSortedDictionary<string, string> _values;

    private QueueAttributes(ImmutableSortedDictionary<string, string> values)
    {
        _values = values;
        Settings = new QueueSettings
        {
            Delay = Seconds("DelaySeconds"),
            LargestMessageBytes = Number("MaximumMessageSize"),
            Retention = Seconds("MessageRetentionPeriod"),
            ReceiveWait = Seconds("ReceiveMessageWaitTimeSeconds"),
            VisibilityTimeout = Seconds("VisibilityTimeout"),
            Redrive = values.TryGetValue(RedrivePolicyName, out var policy) ? ParseRedrivePolicy(policy) : null,
        };
    }

    public static QueueAttributes Default { get; } =
        new(
            Numbers
                .Where(pair => pair.Key != "KmsDataKeyReusePeriodSeconds")
                .ToImmutableSortedDictionary(
                    pair => pair.Key,
                    pair => pair.Value.Default.ToString(CultureInfo.InvariantCulture),
                    StringComparer.Ordinal
                )
                .Add("SqsManagedSseEnabled", "true")
        );

    public QueueSettings Settings { get; }

    /// <summary>Every attribute that is set, by name.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>Whether an attribute can be set at all.</summary>
    public static bool CanBeSet(string name) => Numbers.ContainsKey(name) || Texts.Contains(name);

    /// <summary>These attributes with some changed; an empty text takes one away.</summary>
    /// <exception cref="Hosting.AwsException">InvalidAttributeName, InvalidAttributeValue or InvalidParameterValue.</exception>
    public QueueAttributes With(IEnumerable<KeyValuePair<string, string>> changes)
    {
        var values = _values.ToBuilder();
        foreach (var (name, value) in changes)
        {
            if (name is "FifoQueue" or "ContentBasedDeduplication" or "DeduplicationScope" or "FifoThroughputLimit")
            {
                throw SqsErrors.UnsupportedOperation($"{name}: first-in-first-out queues are not offered on this machine.");
            }

            if (!CanBeSet(name))
            {
                throw SqsErrors.InvalidAttributeName(name);
            }

            if (Numbers.TryGetValue(name, out var range))
            {
                values[name] = Check(name, value, range.Least, range.Most);
            }
            else if (value.Length == 0)
            {
                values.Remove(name);
            }
            else
            {
                values[name] = name == RedrivePolicyName ? Write(ParseRedrivePolicy(value)) : value;
            }
        }

        return new QueueAttributes(values.ToImmutable());
    }

    public string ToJson() => JsonSerializer.Serialize(_values, QueueJson.Default.ImmutableSortedDictionaryStringString);

    public static QueueAttributes FromJson(string json) =>
        new(
            JsonSerializer.Deserialize(json, QueueJson.Default.ImmutableSortedDictionaryStringString)!.WithComparers(StringComparer.Ordinal)
        );

    private static string Check(string name, string value, int least, int most)
    {
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
        {
            throw SqsErrors.InvalidAttributeValue(name);
        }

        return number.ToString(CultureInfo.InvariantCulture);
    }

    private static RedrivePolicy ParseRedrivePolicy(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (
                root.ValueKind == JsonValueKind.Object
                && root.TryGetProperty("deadLetterTargetArn", out var arn)
                && arn.ValueKind == JsonValueKind.String
                && root.TryGetProperty("maxReceiveCount", out var count)
                // The console and CloudFormation write the number, older tools a string of it.
                && int.TryParse(count.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var receives)
                && receives is >= 1 and <= QueueLimits.MostReceivesBeforeDeadLetter
            )
            {
                return new RedrivePolicy(arn.GetString()!, receives);
            }
        }
        catch (JsonException)
        {
            throw SqsErrors.InvalidParameterValue(json, RedrivePolicyName, "Redrive policy is not a valid JSON map.");
        }

        throw SqsErrors.InvalidParameterValue(
            json,
            RedrivePolicyName,
            $"deadLetterTargetArn and maxReceiveCount (1 to {QueueLimits.MostReceivesBeforeDeadLetter}) are required."
        );
    }

    private static string Write(RedrivePolicy policy) =>
        $$"""{"deadLetterTargetArn":"{{JsonEncodedText.Encode(policy.DeadLetterTargetArn)}}","maxReceiveCount":{{policy.MaxReceiveCount}}}""";

    private int Number(string name) => int.Parse(_values[name], CultureInfo.InvariantCulture);

    private TimeSpan Seconds(string name) => TimeSpan.FromSeconds(Number(name));
}
