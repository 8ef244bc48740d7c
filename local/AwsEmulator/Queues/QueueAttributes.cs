using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PromptToImage.SqsModel;

namespace PromptToImage.AwsEmulator.Queues;

/// <summary>
/// A queue's attributes by their names in the API,
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html.
/// </summary>
public sealed class QueueAttributes
{
    internal const string PolicyName = "Policy";

    private const string RedrivePolicyName = "RedrivePolicy";

    private static readonly ImmutableSortedDictionary<string, (int Min, int Max, int Default)> Numbers = new Dictionary<
        string,
        (int, int, int)
    >
    {
        ["DelaySeconds"] = (0, QueueLimits.MaxDelaySeconds, 0),
        ["MaximumMessageSize"] = (1024, QueueLimits.MaxMessageBytes, QueueLimits.MaxMessageBytes),
        ["MessageRetentionPeriod"] = (QueueLimits.MinRetentionSeconds, QueueLimits.MaxRetentionSeconds, 345_600),
        ["ReceiveMessageWaitTimeSeconds"] = (0, QueueLimits.MaxWaitSeconds, 0),
        ["VisibilityTimeout"] = (0, QueueLimits.MaxVisibilityTimeoutSeconds, 30),
        ["KmsDataKeyReusePeriodSeconds"] = (60, 86_400, 300),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    // Stored and returned. On one machine they have no effect, except the redrive policy.
    private static readonly ImmutableHashSet<string> Texts =
    [
        PolicyName,
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
            MaxMessageBytes = Number("MaximumMessageSize"),
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

    /// <summary>
    /// Replaces stored attributes that cannot be read. The longest retention keeps messages until a person has set the attributes.
    /// </summary>
    public static QueueAttributes Unreadable { get; } =
        Default.With([KeyValuePair.Create("MessageRetentionPeriod", $"{QueueLimits.MaxRetentionSeconds}")]);

    public QueueSettings Settings { get; }

    /// <summary>All attributes that have a value, by name.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>Whether SetQueueAttributes accepts the attribute.</summary>
    public static bool CanBeSet(string name) => Numbers.ContainsKey(name) || Texts.Contains(name);

    /// <summary>These attributes with changes. An empty text removes an attribute.</summary>
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
                values[name] = Check(name, value, range.Min, range.Max);
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

    /// <summary>
    /// The changes after which the queue has the given attributes, and the defaults of all others except the policy. An empty text removes an
    /// attribute.
    /// </summary>
    /// <exception cref="Hosting.AwsException">InvalidAttributeName, InvalidAttributeValue or InvalidParameterValue.</exception>
    public IReadOnlyDictionary<string, string> ChangesTo(IReadOnlyDictionary<string, string> attributes)
    {
        var wanted = Default.With(attributes)._values;
        return wanted
            .Keys.Union(_values.Keys.Where(Texts.Contains))
            .Where(name => name != PolicyName || attributes.ContainsKey(name))
            .Where(name => wanted.GetValueOrDefault(name) != _values.GetValueOrDefault(name))
            .ToDictionary(name => name, name => wanted.GetValueOrDefault(name, ""));
    }

    public string ToJson() => JsonSerializer.Serialize(_values, QueueJson.Default.ImmutableSortedDictionaryStringString);

    /// <exception cref="JsonException">The text is not a JSON object of strings.</exception>
    /// <exception cref="FormatException">A numeric attribute is not a number.</exception>
    /// <exception cref="KeyNotFoundException">A numeric attribute is missing.</exception>
    public static QueueAttributes FromJson(string json)
    {
        var values =
            JsonSerializer.Deserialize(json, QueueJson.Default.ImmutableSortedDictionaryStringString)
            ?? throw new JsonException("The attributes are null.");
        return new(values.WithComparers(StringComparer.Ordinal));
    }

    private static string Check(string name, string value, int min, int max)
    {
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < min || number > max)
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
                // CloudFormation and the console send a number, older tools a string.
                && int.TryParse(count.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var receives)
                && receives is >= 1 and <= QueueLimits.MaxReceiveCount
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
            $"deadLetterTargetArn and maxReceiveCount (1 to {QueueLimits.MaxReceiveCount}) are required."
        );
    }

    private static string Write(RedrivePolicy policy) =>
        $$"""{"deadLetterTargetArn":"{{JsonEncodedText.Encode(policy.DeadLetterTargetArn)}}","maxReceiveCount":{{policy.MaxReceiveCount}}}""";

    private int Number(string name) => int.Parse(_values[name], CultureInfo.InvariantCulture);

    private TimeSpan Seconds(string name) => TimeSpan.FromSeconds(Number(name));
}
