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
        Graph = StateGraph.From(flow);
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
        var errors = new ErrorCollector();
        return Read(json, errors) ?? throw new InvalidDefinitionException(errors.Errors);
    }

    /// <returns>Every fault; none where <see cref="Parse"/> would take it.</returns>
    public static IReadOnlyList<DefinitionError> Validate(string json)
    {
        var errors = new ErrorCollector();
        Read(json, errors);
        return errors.Errors;
    }

    private static StateMachine? Read(string json, ErrorCollector errors)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > MaxDefinitionLength)
        {
            errors.Add("", $"The definition is longer than {MaxDefinitionLength} characters");
            return null;
        }
        JsonValue value;
        try
        {
            value = JsonValue.Parse(json);
        }
        catch (JsonFormatException e)
        {
            errors.Add("", $"The definition is no JSON: {e.Message}", DefinitionError.NotJson);
            return null;
        }
        if (!IsUnicode(value))
        {
            // Its states' names could not be stored in a history, nor found again there.
            errors.Add("", "The definition is no valid Unicode: it has half of a surrogate pair", DefinitionError.NotJson);
            return null;
        }
        if (value is not JsonObject document)
        {
            errors.Add("", "The definition must be a JSON object", DefinitionError.NotJson);
            return null;
        }
        var fields = new FieldReader(document, "", errors);
        var comment = fields.Text("Comment");
        var version = fields.Text("Version");
        if (version is not (null or "1.0"))
        {
            errors.Add("/Version", $"'{version}' is no version of the language: 1.0");
        }

        var timeout = fields.Integer("TimeoutSeconds", 1, WholeNumber.MaxSeconds);
        fields.CheckQueryLanguage();
        var flow = new FlowReader(new HashSet<string>(StringComparer.Ordinal)).Read(fields);
        fields.RejectUnknown("in a state machine");
        return errors.Any ? null : new StateMachine(json, flow!, comment, timeout);
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
