using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.AwsEmulator.Executions.TestState;

/// <summary>
/// One state, alone or from a state machine. <see cref="ToStateMachine"/> makes a state machine of it, in which each next state is a
/// Succeed state, so that the interpreter can run the state alone.
/// </summary>
internal sealed class StateUnderTest
{
    /// <summary>The name of a state that is tested without a state machine, as recorded.</summary>
    private const string DefaultName = "StateName";

    // A mocked Map does not read items from S3 and does not write results there.
    private static readonly string[] ReplacedFields = ["ItemReader", "ItemBatcher", "ResultWriter"];

    private readonly string _name;
    private readonly JsonObject _state;
    private readonly JsonObject? _machine;

    private StateUnderTest(string name, JsonObject state, JsonObject? machine)
    {
        _name = name;
        _state = state;
        _machine = machine;
    }

    /// <summary>The field Type; empty without one.</summary>
    public string Type => (_state[nameof(Type)] as JsonString)?.Value ?? "";

    public bool HasItemReader => _state["ItemReader"] is not null;

    public bool HasResultWriter => _state["ResultWriter"] is not null;

    /// <summary>The fields of ItemReader's ReaderConfig; empty without them.</summary>
    public JsonObject ReaderConfig => _state["ItemReader"]?["ReaderConfig"] as JsonObject ?? JsonObject.Empty;

    public int BranchCount => (_state["Branches"] as JsonArray)?.Count ?? 0;

    /// <summary>The resource of a Task; null for another type and for a resource that is not valid.</summary>
    public TaskResource? Resource => Type == "Task" && _state["Resource"] is JsonString { Value: var arn } ? TaskResource.Parse(arn) : null;

    /// <summary>Reads a state, or with <paramref name="name"/> finds it in a state machine at any depth.</summary>
    /// <exception cref="Hosting.AwsException">InvalidDefinition, ValidationException.</exception>
    public static StateUnderTest Read(string definition, string? name)
    {
        if (!JsonValue.TryParse(definition, out var value) || value is not JsonObject document)
        {
            throw TestStateErrors.NotAnObject();
        }

        if (name is null)
        {
            return new StateUnderTest(DefaultName, document, null);
        }

        var errors = StateMachine.Validate(definition).Where(error => !IsReplaced(error.Location)).ToList();
        if (errors.Count > 0)
        {
            throw StatesErrors.InvalidDefinition(errors);
        }

        return Find(document, name) is { } state ? new StateUnderTest(name, state, document) : throw TestStateErrors.NoSuchState();
    }

    /// <exception cref="Hosting.AwsException">InvalidDefinition.</exception>
    public StateMachine ToStateMachine()
    {
        var state = JsonObject.From([.. _state.Where(field => !ReplacedFields.Contains(field.Key)).Select(field => (field.Key, field.Value))]);
        var states = JsonObject.Empty.With(_name, state);
        foreach (var target in Targets().Where(target => states[target] is null))
        {
            states = states.With(target, JsonObject.From(("Type", JsonValue.From("Succeed"))));
        }

        var machine = JsonObject.From(("StartAt", JsonValue.From(_name)), ("States", states));
        if (_machine?["QueryLanguage"] is { } language)
        {
            machine = machine.With("QueryLanguage", language);
        }

        try
        {
            return StateMachine.Parse(machine.ToJson());
        }
        catch (InvalidDefinitionException e)
        {
            // The caller has sent the state only.
            var prefix = $"/States/{_name}";
            throw StatesErrors.InvalidDefinition(
                e.Errors.Select(error =>
                    _machine is null && error.Location.StartsWith(prefix, StringComparison.Ordinal)
                        ? error with
                        {
                            Location = error.Location[prefix.Length..],
                        }
                        : error
                )
            );
        }
    }

    private static bool IsReplaced(string location) => ReplacedFields.Any(field => location.EndsWith('/' + field, StringComparison.Ordinal));

    private HashSet<string> Targets()
    {
        JsonValue?[] lists = [_state["Catch"], _state["Choices"]];
        return lists
            .OfType<JsonArray>()
            .SelectMany(list => list)
            .Select(item => item["Next"])
            .Append(_state["Next"])
            .Append(_state["Default"])
            .OfType<JsonString>()
            .Select(next => next.Value)
            .Where(next => next.Length > 0)
            .ToHashSet(StringComparer.Ordinal);
    }

    private static JsonObject? Find(JsonObject flow, string name)
    {
        if (flow["States"] is not JsonObject states)
        {
            return null;
        }

        if (states[name] is JsonObject found)
        {
            return found;
        }

        return states
            .Select(state => state.Value)
            .OfType<JsonObject>()
            .SelectMany(state => new[] { state["ItemProcessor"], state["Iterator"] }.Concat(state["Branches"] as JsonArray ?? JsonArray.Empty))
            .OfType<JsonObject>()
            .Select(inner => Find(inner, name))
            .FirstOrDefault(inner => inner is not null);
    }
}
