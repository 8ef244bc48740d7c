using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.StatesLanguage;

/// <summary>
/// A state machine: its definition in the Amazon States Language (JSONPath), parsed and checked once, with every path,
/// template and function compiled. Immutable; one instance serves any number of executions at once.
/// </summary>
/// <remarks>https://states-language.net and https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html</remarks>
public sealed class StateMachine
{
    // What CreateStateMachine takes.
    private const int MaxDefinitionLength = 1_048_576;

    private StateMachine(string json, Flow flow, string? comment, int? timeoutSeconds)
    {
        Json = json;
        Flow = flow;
        Comment = comment;
        TimeoutSeconds = timeoutSeconds;
        Graph = StateGraph.Of(flow);
    }

    /// <summary>The definition as it was given.</summary>
    public string Json { get; }

    public string? Comment { get; }

    /// <summary>How long an execution may take, in seconds; null is without end.</summary>
    public int? TimeoutSeconds { get; }

    public Flow Flow { get; }

    public string StartAt => Flow.StartAt;

    /// <summary>The states at the top, in the order of the definition.</summary>
    public IReadOnlyList<State> States => Flow.States;

    /// <summary>For drawing.</summary>
    public StateGraph Graph { get; }

    /// <exception cref="InvalidDefinitionException">The definition is wrong; it names every fault.</exception>
    public static StateMachine Parse(string json)
    {
        var faults = new FaultCollector();
        return Read(json, faults) ?? throw new InvalidDefinitionException(faults.Faults);
    }

    /// <returns>Every fault; none where <see cref="Parse"/> would take it.</returns>
    public static IReadOnlyList<DefinitionFault> Validate(string json)
    {
        var faults = new FaultCollector();
        Read(json, faults);
        return faults.Faults;
    }

    private static StateMachine? Read(string json, FaultCollector faults)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > MaxDefinitionLength)
        {
            faults.Add("", $"The definition is longer than {MaxDefinitionLength} characters");
            return null;
        }
        JsonValue value;
        try
        {
            value = JsonValue.Parse(json);
        }
        catch (JsonFormatException e)
        {
            faults.Add("", $"The definition is no JSON: {e.Message}", DefinitionFault.NotJson);
            return null;
        }
        if (!IsUnicode(value))
        {
            // Its states' names could not be stored in a history, nor found again there.
            faults.Add("", "The definition is no valid Unicode: it has half of a surrogate pair", DefinitionFault.NotJson);
            return null;
        }
        if (value is not JsonObject document)
        {
            faults.Add("", "The definition must be a JSON object", DefinitionFault.NotJson);
            return null;
        }
        var fields = new FieldReader(document, "", faults);
        var comment = fields.Text("Comment");
        var version = fields.Text("Version");
        if (version is not (null or "1.0"))
        {
            faults.Add("/Version", $"'{version}' is no version of the language: 1.0");
        }

        var timeout = fields.Integer("TimeoutSeconds", 1, 99_999_999);
        fields.CheckQueryLanguage();
        var flow = new FlowReader(new HashSet<string>(StringComparer.Ordinal)).Read(fields);
        fields.RejectUnknown("in a state machine");
        return faults.Any ? null : new StateMachine(json, flow!, comment, timeout);
    }

    private static bool IsUnicode(JsonValue value) =>
        value switch
        {
            JsonString text => !JsonText.HasLoneSurrogate(text.Value),
            JsonArray array => array.All(IsUnicode),
            JsonObject document => document.All(member => !JsonText.HasLoneSurrogate(member.Key) && IsUnicode(member.Value)),
            _ => true,
        };
}
