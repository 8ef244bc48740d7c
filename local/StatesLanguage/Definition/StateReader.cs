using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Choices;
using PromptToImage.StatesLanguage.Paths;
using PromptToImage.StatesLanguage.Templates;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>Reads one state.</summary>
/// <param name="flows">Reads the flows inside a state.</param>
/// <param name="transitions">Gets the transitions of the states.</param>
internal sealed class StateReader(FlowReader flows, List<Transition> transitions)
{
    public State? Read(string name, FieldReader fields)
    {
        var type = fields.RequiredText("Type");
        fields.Language = QueryLanguages.Read(fields, flows.Language);
        var state = type switch
        {
            "Task" => ReadTask(name, fields),
            "Pass" => ReadPass(name, fields),
            "Choice" => ReadChoice(name, fields),
            "Wait" => ReadWait(name, fields),
            "Succeed" => new SucceedState(ReadHead(name, fields, StateFields.Output, isFollowed: false)),
            "Fail" => ReadFail(name, fields),
            "Parallel" => ReadParallel(name, fields),
            "Map" => MapStateReader.Read(
                ReadHead(name, fields, StateFields.All & ~(StateFields.Parameters | StateFields.Arguments)),
                fields,
                flows,
                transitions
            ),
            null => null,
            _ => Unknown(type, fields),
        };
        if (state is not null)
        {
            fields.RejectUnknown($"in a {type} state");
        }

        return state;
    }

    private static State? Unknown(string type, FieldReader fields)
    {
        fields.Errors.Add(fields.At("Type"), $"'{type}' is not a state type");
        return null;
    }

    /// <param name="has">The input and output fields of the state type.</param>
    /// <param name="isFollowed">Whether the state type has the fields Next and End.</param>
    private StateHead ReadHead(string name, FieldReader fields, StateFields has, bool isFollowed = true)
    {
        var next = isFollowed ? ReadNext(name, fields) : null;
        var data = StateDataReader.ReadState(fields, has);
        return new StateHead(name, fields.Pointer, fields.Language, fields.Text("Comment"), next, data);
    }

    private string? ReadNext(string name, FieldReader fields)
    {
        var next = fields.Text("Next");
        var end = fields.Flag("End");
        if (next is not null && end == true)
        {
            fields.Errors.Add(fields.Pointer, "A state must not have both 'Next' and 'End'");
        }
        else if (next is null && end != true && !fields.Has("Next"))
        {
            fields.Errors.Add(fields.Pointer, "A state must have 'Next', or 'End' with the value true");
        }

        if (next is not null)
        {
            transitions.Add(new Transition(name, next, fields.At("Next")));
        }

        return end == true ? null : next;
    }

    private TaskState? ReadTask(string name, FieldReader fields)
    {
        var head = ReadHead(name, fields, StateFields.All);
        var arn = fields.RequiredText("Resource");
        var resource = arn is null ? null : TaskResource.Parse(arn);
        if (arn is not null && resource is null)
        {
            fields.Errors.Add(fields.At("Resource"), "Value is not a valid resource ARN");
        }

        var task = new TaskState(head)
        {
            Resource = resource ?? new TaskResource("", TaskResourceKind.Lambda, "", "", false),
            Credentials = fields.Template("Credentials"),
            Timeout = fields.Whole("TimeoutSeconds", 1, WholeNumberField.MaxSeconds),
            Heartbeat = fields.Whole("HeartbeatSeconds", 1, WholeNumberField.MaxSeconds),
            Retry = RetryCatchReader.ReadRetry(fields),
            Catch = RetryCatchReader.ReadCatch(name, fields, transitions),
        };
        if (
            fields.Raw("TimeoutSeconds") is JsonNumber timeout
            && fields.Raw("HeartbeatSeconds") is JsonNumber heartbeat
            && heartbeat.Double >= timeout.Double
        )
        {
            fields.Errors.Add(fields.At("HeartbeatSeconds"), "HeartbeatSeconds must be less than TimeoutSeconds");
        }

        return task;
    }

    private PassState ReadPass(string name, FieldReader fields) =>
        new(ReadHead(name, fields, StateFields.Assign | StateFields.Output | StateFields.Parameters | StateFields.ResultPath))
        {
            Result = fields.Language == QueryLanguage.JsonPath ? fields.Raw("Result") : null,
        };

    private ChoiceState ReadChoice(string name, FieldReader fields)
    {
        var head = ReadHead(name, fields, StateFields.Assign | StateFields.Output, isFollowed: false);
        var rules = new List<ChoiceRule>();
        foreach (var rule in fields.Objects("Choices", required: true, mayBeEmpty: false))
        {
            var comment = rule.Text("Comment");
            var next = rule.RequiredText("Next");
            if (next is not null)
            {
                transitions.Add(new Transition(name, next, rule.At("Next")));
            }

            var data = StateDataReader.ReadRule(rule, head.Data);
            var condition = ConditionReader.Read(rule);
            rule.RejectUnknown("in a choice rule");
            if (condition is not null && next is not null)
            {
                rules.Add(new ChoiceRule(condition, next, data, comment));
            }
        }

        var otherwise = fields.Text("Default");
        if (otherwise is not null)
        {
            transitions.Add(new Transition(name, otherwise, fields.At("Default")));
        }

        return new ChoiceState(head) { Rules = rules, Default = otherwise };
    }

    private WaitState ReadWait(string name, FieldReader fields)
    {
        var head = ReadHead(name, fields, StateFields.Assign | StateFields.Output);
        string[] forms =
            fields.Language == QueryLanguage.Jsonata ? ["Seconds", "Timestamp"] : ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"];
        if (forms.Count(fields.Has) != 1)
        {
            fields.Errors.Add(fields.Pointer, $"A Wait state must have exactly one of {string.Join(", ", forms[..^1])} and {forms[^1]}");
        }

        return new WaitState(head)
        {
            Seconds = fields.Whole("Seconds", 0, WholeNumberField.MaxSeconds),
            Timestamp = ReadTimestamp(fields),
        };
    }

    private static TimestampField? ReadTimestamp(FieldReader fields)
    {
        if (fields.HasExpression("Timestamp"))
        {
            return new TimestampField(null, null, fields.Expression("Timestamp"));
        }

        if (fields.Text("Timestamp") is not { } text)
        {
            return fields.JsonPathOnly("TimestampPath") is { } path ? new TimestampField(null, path, null) : null;
        }

        if (!Timestamp.TryRead(text, out var timestamp))
        {
            fields.Errors.Add(fields.At("Timestamp"), $"'{text}' is not an ISO-8601 extended offset date-time");
        }

        return new TimestampField(timestamp, null, null);
    }

    private FailState ReadFail(string name, FieldReader fields) =>
        new(ReadHead(name, fields, StateFields.None, isFollowed: false))
        {
            Error = ReadFailText(fields, "Error"),
            Cause = ReadFailText(fields, "Cause"),
        };

    private static FailText? ReadFailText(FieldReader fields, string field)
    {
        if (fields.HasExpression(field))
        {
            return new FailText(field, null, null, null, fields.Expression(field));
        }

        var byPath = field + "Path";
        if (fields.Language == QueryLanguage.JsonPath && fields.Has(field) && fields.Has(byPath))
        {
            fields.Errors.Add(fields.Pointer, $"Only one of '{field}' and '{byPath}' is allowed");
        }

        if (fields.Text(field) is { } literal)
        {
            return new FailText(field, literal, null, null, null);
        }

        if (fields.Language == QueryLanguage.Jsonata || fields.Text(byPath) is not { } text)
        {
            return null;
        }

        try
        {
            return new FailText(byPath, null, TemplateReader.ReadExpression(byPath, text), text, null);
        }
        catch (PathFormatException e)
        {
            fields.Errors.Add(
                fields.At(byPath),
                $"The value for the field '{byPath}' must be a valid JSONPath or a valid intrinsic function call: {e.Message}"
            );
            return null;
        }
    }

    private ParallelState ReadParallel(string name, FieldReader fields)
    {
        var head = ReadHead(name, fields, StateFields.All);
        var branches = new List<Flow>();
        foreach (var branch in fields.Objects("Branches", required: true, mayBeEmpty: false))
        {
            branch.Text("Comment");
            if (flows.Read(branch) is { } flow)
            {
                branches.Add(flow);
            }

            branch.RejectUnknown("in a branch");
        }

        return new ParallelState(head)
        {
            Branches = branches,
            Retry = RetryCatchReader.ReadRetry(fields),
            Catch = RetryCatchReader.ReadCatch(name, fields, transitions),
        };
    }
}
