using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.StatesLanguage;

/// <summary>
/// A state machine: a definition in the Amazon States Language that is parsed, validated and compiled once.
/// Immutable. One instance serves any number of executions and threads at the same time.
/// </summary>
/// <remarks>
/// https://states-language.net and
/// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
/// </remarks>
public sealed class StateMachine
{
    // The limit of CreateStateMachine.
    private const int MaxDefinitionLength = 1_048_576;

    private StateMachine(string json, Flow flow, string? comment, int? timeoutSeconds)
    {
        Json = json;
        Flow = flow;
        Comment = comment;
        TimeoutSeconds = timeoutSeconds;
        Graph = StateGraph.From(flow);
    }

    /// <summary>The definition as it was parsed.</summary>
    public string Json { get; }

    /// <summary>The field Comment; null without one.</summary>
    public string? Comment { get; }

    /// <summary>How long an execution may take, in seconds; null without a limit.</summary>
    public int? TimeoutSeconds { get; }

    /// <summary>The states of the machine, without those inside a Parallel or a Map.</summary>
    public Flow Flow { get; }

    /// <summary>The name of the first state.</summary>
    public string StartAt => Flow.StartAt;

    /// <summary>The states of <see cref="Flow"/>, in the order of the definition.</summary>
    public IReadOnlyList<State> States => Flow.States;

    /// <summary>The states and transitions as a graph, to draw them.</summary>
    public StateGraph Graph { get; }

    /// <summary>Parses a definition.</summary>
    /// <param name="json">The definition in JSON, at most 1,048,576 characters.</param>
    /// <param name="rules">The requirements of the host on the definition; null for the rules of the language only.</param>
    /// <exception cref="InvalidDefinitionException">The definition is invalid. The exception has every error.</exception>
    /// <example>
    /// <code>
    /// var machine = StateMachine.Parse(
    ///     """
    ///     {"StartAt": "Ship", "States": {
    ///         "Ship": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:000000000000:function:ship", "End": true}}}
    ///     """
    /// );
    /// </code>
    /// </example>
    public static StateMachine Parse(string json, DefinitionRules? rules = null)
    {
        var errors = new ErrorCollector();
        return Read(json, rules, errors) ?? throw new InvalidDefinitionException(errors.Errors);
    }

    /// <summary>Validates a definition, without an exception.</summary>
    /// <param name="json">The definition.</param>
    /// <param name="rules">The requirements of the host on the definition; null for the rules of the language only.</param>
    /// <returns>Every error; empty for a valid definition.</returns>
    public static IReadOnlyList<DefinitionError> Validate(string json, DefinitionRules? rules = null)
    {
        var errors = new ErrorCollector();
        Read(json, rules, errors);
        return errors.Errors;
    }

    /// <summary>Finds what is valid in a definition but probably not meant.</summary>
    /// <returns>The warnings of ValidateStateMachineDefinition; empty for a definition that is not a JSON object.</returns>
    public static IReadOnlyList<DefinitionError> FindWarnings(string json) =>
        JsonValue.TryParse(json, out var value) && value is JsonObject document ? DefinitionWarnings.Find(document) : [];

    private static StateMachine? Read(string json, DefinitionRules? rules, ErrorCollector errors)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (string.IsNullOrWhiteSpace(json))
        {
            errors.Add("", "The definition is empty", DefinitionError.Missing);
            return null;
        }

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
            errors.Add("", $"The definition is not JSON: {e.Message}", DefinitionError.NotJson);
            return null;
        }

        if (!IsUnicode(value))
        {
            // A history could not store the names of its states.
            errors.Add("", "The definition is not valid Unicode: it has half of a surrogate pair", DefinitionError.NotJson);
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
            errors.Add("/Version", $"'{version}' is not a version of the language. The only version is 1.0");
        }

        var timeout = fields.Integer("TimeoutSeconds", 1, WholeNumberField.MaxSeconds);
        fields.Language = QueryLanguages.Read(fields, QueryLanguage.JsonPath);
        var flow = new FlowReader(new HashSet<string>(StringComparer.Ordinal), fields.Language).Read(fields);
        fields.RejectUnknown("in a state machine");
        VariableScopes.Check(document, errors);
        if (rules is not null)
        {
            ResourceRules.Check(document, rules, errors);
        }

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
