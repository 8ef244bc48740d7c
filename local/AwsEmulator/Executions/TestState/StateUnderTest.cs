using System.Text.Json.Nodes;

namespace PromptToImage.AwsEmulator.Executions.TestState;

/// <summary>
/// One state of a state machine. <see cref="ToStateMachine"/> makes a state machine of it, in which each next state is a Succeed state, so
/// that the interpreter can run the state alone.
/// </summary>
internal sealed class StateUnderTest
{
    public const string DefaultName = "State under test";
    private const string VariablesState = "Variables of the test";

    private readonly JsonObject _state;

    private StateUnderTest(string name, JsonObject state)
    {
        Name = name;
        _state = state;
    }

    public string Name { get; }

    public string Type => _state[nameof(Type)]?.GetValue<string>() ?? "";

    /// <exception cref="Hosting.AwsException">InvalidDefinition, ValidationException.</exception>
    public static StateUnderTest Read(string definition, string? name)
    {
        if (Parse(definition) is not { } document)
        {
            throw TestStateErrors.NotAnObject();
        }

        if (name is null)
        {
            return new StateUnderTest(DefaultName, document);
        }

        return Find(document, name) is { } state ? new StateUnderTest(name, state) : throw TestStateErrors.NoSuchState(name);
    }

    /// <summary>A Task state with the same fields, for a state whose work is mocked.</summary>
    public StateUnderTest AsTask()
    {
        if (Type == "Task")
        {
            return this;
        }

        string[] kept = ["InputPath", "ResultSelector", "ResultPath", "OutputPath", "Retry", "Catch", "Next", "End", "Assign", "Comment"];
        var task = new JsonObject { [nameof(Type)] = "Task", ["Resource"] = "arn:aws:states:::lambda:invoke" };
        foreach (var field in kept.Where(_state.ContainsKey))
        {
            task[field] = _state[field]!.DeepClone();
        }

        if (_state["Parameters"] is { } parameters)
        {
            task["Parameters"] = parameters.DeepClone();
        }

        return new StateUnderTest(Name, task);
    }

    /// <summary>The state without the fields of later processing stages.</summary>
    public StateUnderTest Without(params string[] fields)
    {
        var state = (JsonObject)_state.DeepClone();
        foreach (var field in fields)
        {
            state.Remove(field);
        }

        return new StateUnderTest(Name, state);
    }

    /// <summary>A Pass state with the fields of the first processing stages.</summary>
    public StateUnderTest AsPass(params string[] fields)
    {
        var pass = new JsonObject { [nameof(Type)] = "Pass", ["End"] = true };
        foreach (var field in fields.Where(_state.ContainsKey))
        {
            pass[field] = _state[field]?.DeepClone();
        }

        return new StateUnderTest(Name, pass);
    }

    /// <summary>The definition of a state machine that starts with this state, after a state that assigns the variables.</summary>
    public string ToStateMachine(JsonObject? variables)
    {
        var states = new JsonObject();
        if (variables is { Count: > 0 })
        {
            states[VariablesState] = new JsonObject
            {
                [nameof(Type)] = "Pass",
                ["Assign"] = variables.DeepClone(),
                ["Next"] = Name,
            };
        }

        states[Name] = _state.DeepClone();
        foreach (var target in Targets().Where(target => !states.ContainsKey(target)))
        {
            states[target] = new JsonObject { [nameof(Type)] = "Succeed" };
        }

        var start = states.ContainsKey(VariablesState) ? VariablesState : Name;
        return new JsonObject { ["StartAt"] = start, ["States"] = states }.ToJsonString();
    }

    private HashSet<string> Targets()
    {
        JsonNode?[] lists = [_state["Catch"], _state["Choices"]];
        var nodes = lists.OfType<JsonArray>().SelectMany(list => list).OfType<JsonObject>().Select(item => item["Next"]);
        return nodes
            .Append(_state["Next"])
            .Append(_state["Default"])
            .OfType<JsonValue>()
            .Select(node => node.TryGetValue<string>(out var name) ? name : "")
            .Where(name => name.Length > 0)
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

        foreach (var state in states.Select(pair => pair.Value).OfType<JsonObject>())
        {
            JsonNode?[] inner = [state["ItemProcessor"], state["Iterator"], .. state["Branches"] as JsonArray ?? []];
            if (inner.OfType<JsonObject>().Select(nested => Find(nested, name)).FirstOrDefault(nested => nested is not null) is { } deeper)
            {
                return deeper;
            }
        }

        return null;
    }

    private static JsonObject? Parse(string definition)
    {
        try
        {
            return JsonNode.Parse(definition) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
