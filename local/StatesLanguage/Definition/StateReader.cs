using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Choices;
using PromptToImage.StatesLanguage.Paths;
using PromptToImage.StatesLanguage.Templates;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>Reads one state.</summary>
/// <param name="flows">Reads the flows inside a state.</param>
/// <param name="transitions">Collects where states lead.</param>
internal sealed class StateReader(FlowReader flows, List<Transition> transitions)
{
    public State? Read(string name, FieldReader fields)
    {
        var type = fields.RequiredText("Type");
        fields.CheckQueryLanguage();
        var state = type switch
        {
            "Task" => ReadTask(name, fields),
            "Pass" => ReadPass(name, fields),
            "Choice" => ReadChoice(name, fields),
            "Wait" => ReadWait(name, fields),
            "Succeed" => new SucceedState(ReadHead(name, fields, followed: false)),
            "Fail" => ReadFail(name, fields),
            "Parallel" => ReadParallel(name, fields),
            "Map" => ReadMap(name, fields),
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
        fields.Errors.Add(fields.At("Type"), $"'{type}' is no type of state");
        return null;
    }

    private StateHead ReadHead(string name, FieldReader fields, bool followed = true)
    {
        var next = followed ? ReadNext(name, fields) : null;
        var data = new StateData
        {
            InputPath = fields.DataPath("InputPath"),
            OutputPath = fields.DataPath("OutputPath"),
            Assign = followed ? fields.Assign() : null,
        };
        return new StateHead(name, fields.Pointer, fields.Text("Comment"), next, data);
    }

    /// <summary>Reads the head of a state whose work gives a result.</summary>
    private StateHead ReadHeadWithResult(string name, FieldReader fields, bool parameters = true, bool selector = true)
    {
        var head = ReadHead(name, fields);
        return head with
        {
            Data = head.Data with
            {
                Parameters = parameters ? fields.Template("Parameters") : null,
                ResultSelector = selector ? fields.Template("ResultSelector") : null,
                ResultPath = fields.ResultPath(),
            },
        };
    }

    private string? ReadNext(string name, FieldReader fields)
    {
        var next = fields.Text("Next");
        var end = fields.Flag("End");
        if (next is not null && end == true)
        {
            fields.Errors.Add(fields.Pointer, "A state has either 'Next' or 'End', not both");
        }
        else if (next is null && end != true && !fields.Has("Next"))
        {
            fields.Errors.Add(fields.Pointer, "A state needs 'Next', or 'End' with the value true");
        }

        if (next is not null)
        {
            transitions.Add(new Transition(name, next, fields.At("Next")));
        }

        return end == true ? null : next;
    }

    private TaskState? ReadTask(string name, FieldReader fields)
    {
        var head = ReadHeadWithResult(name, fields);
        var arn = fields.RequiredText("Resource");
        var resource = arn is null ? null : TaskResource.Parse(arn);
        if (arn is not null && resource is null)
        {
            fields.Errors.Add(fields.At("Resource"), $"'{arn}' is no ARN of a Lambda function, an activity or a service integration");
        }

        var task = new TaskState(head)
        {
            Resource = resource ?? new TaskResource("", TaskResourceKind.Lambda, "", "", false),
            Credentials = fields.Template("Credentials"),
            Timeout = fields.Whole("TimeoutSeconds", 1, WholeNumber.MaxSeconds),
            Heartbeat = fields.Whole("HeartbeatSeconds", 1, WholeNumber.MaxSeconds),
            Retry = ReadRetry(fields),
            Catch = ReadCatch(name, fields),
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
        new(ReadHeadWithResult(name, fields, selector: false)) { Result = fields.Raw("Result") };

    private ChoiceState ReadChoice(string name, FieldReader fields)
    {
        var head = ReadHead(name, fields, followed: false);
        head = head with { Data = head.Data with { Assign = fields.Assign() } };
        var rules = new List<ChoiceRule>();
        foreach (var rule in fields.Objects("Choices", required: true, mayBeEmpty: false))
        {
            var comment = rule.Text("Comment");
            var next = rule.RequiredText("Next");
            if (next is not null)
            {
                transitions.Add(new Transition(name, next, rule.At("Next")));
            }

            var data = head.Data with { Assign = rule.Assign() };
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
        var head = ReadHead(name, fields);
        string[] forms = ["Seconds", "SecondsPath", "Timestamp", "TimestampPath"];
        if (forms.Count(fields.Has) != 1)
        {
            fields.Errors.Add(fields.Pointer, "A Wait state has exactly one of Seconds, SecondsPath, Timestamp and TimestampPath");
        }

        DateTimeOffset? until = null;
        if (fields.Text("Timestamp") is { } text)
        {
            if (Timestamp.TryRead(text, out var timestamp))
            {
                until = timestamp;
            }
            else
            {
                fields.Errors.Add(fields.At("Timestamp"), $"'{text}' is no ISO-8601 extended offset date-time");
            }
        }
        var seconds =
            fields.Integer("Seconds", 0, WholeNumber.MaxSeconds) is { } literal ? new WholeNumber("Seconds", literal, null)
            : fields.Path("SecondsPath") is { } path ? new WholeNumber("Seconds", null, path)
            : null;
        return new WaitState(head)
        {
            Seconds = seconds,
            Timestamp = until,
            TimestampPath = fields.Path("TimestampPath"),
        };
    }

    private FailState ReadFail(string name, FieldReader fields) =>
        new(ReadHead(name, fields, followed: false)) { Error = ReadFailText(fields, "Error"), Cause = ReadFailText(fields, "Cause") };

    private static FailText? ReadFailText(FieldReader fields, string field)
    {
        var byPath = field + "Path";
        if (fields.Has(field) && fields.Has(byPath))
        {
            fields.Errors.Add(fields.Pointer, $"Only one of '{field}' and '{byPath}' may be there");
        }

        if (fields.Text(field) is { } literal)
        {
            return new FailText(field, literal, null, null);
        }

        if (fields.Text(byPath) is not { } text)
        {
            return null;
        }

        try
        {
            return new FailText(byPath, null, TemplateReader.ReadExpression(byPath, text), text);
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
        var head = ReadHeadWithResult(name, fields);
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
            Retry = ReadRetry(fields),
            Catch = ReadCatch(name, fields),
        };
    }

    private MapState? ReadMap(string name, FieldReader fields)
    {
        var head = ReadHeadWithResult(name, fields, parameters: false);
        if (fields.Has("ItemProcessor") && fields.Has("Iterator"))
        {
            fields.Errors.Add(fields.Pointer, "Only one of 'ItemProcessor' and 'Iterator' may be there");
        }

        if (fields.Has("ItemSelector") && fields.Has("Parameters"))
        {
            fields.Errors.Add(fields.Pointer, "Only one of 'ItemSelector' and 'Parameters' may be there");
        }

        var processor = fields.Object(fields.Has("Iterator") ? "Iterator" : "ItemProcessor", required: true);
        Flow? flow = null;
        var distributed = false;
        if (processor is not null)
        {
            processor.Text("Comment");
            if (processor.Object("ProcessorConfig") is { } config)
            {
                var mode = config.Text("Mode");
                distributed = mode == "DISTRIBUTED";
                if (mode is not (null or "INLINE" or "DISTRIBUTED"))
                {
                    config.Errors.Add(config.At("Mode"), $"'{mode}' is no Mode: INLINE or DISTRIBUTED");
                }

                var type = config.Text("ExecutionType");
                if (type is not (null or "STANDARD" or "EXPRESS"))
                {
                    config.Errors.Add(config.At("ExecutionType"), $"'{type}' is no ExecutionType: STANDARD or EXPRESS");
                }

                config.RejectUnknown("in ProcessorConfig");
            }
            flow = flows.Read(processor);
            processor.RejectUnknown("in an item processor");
        }
        var map = new MapState(head)
        {
            Processor = flow!,
            IsDistributed = distributed,
            Label = fields.Text("Label"),
            ItemsPath = fields.Path("ItemsPath"),
            ItemSelector = fields.Template(fields.Has("Parameters") ? "Parameters" : "ItemSelector"),
            MaxConcurrency = fields.Whole("MaxConcurrency", 0, int.MaxValue),
            ToleratedFailureCount = fields.Whole("ToleratedFailureCount", 0, int.MaxValue),
            ToleratedFailurePercentage = ReadPercentage(fields),
            Retry = ReadRetry(fields),
            Catch = ReadCatch(name, fields),
        };
        return flow is null && !fields.Errors.Any ? null : map;
    }

    private static Percentage? ReadPercentage(FieldReader fields)
    {
        if (fields.Has("ToleratedFailurePercentage") && fields.Has("ToleratedFailurePercentagePath"))
        {
            fields.Errors.Add(fields.Pointer, "Only one of 'ToleratedFailurePercentage' and 'ToleratedFailurePercentagePath' may be there");
        }

        if (fields.Number("ToleratedFailurePercentage", 0, 100) is { } literal)
        {
            return new Percentage(literal, null);
        }

        return fields.Path("ToleratedFailurePercentagePath") is { } path ? new Percentage(null, path) : null;
    }

    private static List<Retrier> ReadRetry(FieldReader fields)
    {
        var retriers = new List<Retrier>();
        var entries = fields.Objects("Retry").ToArray();
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = entries[i];
            entry.Text("Comment");
            var errors = ReadErrors(entry, last: i == entries.Length - 1);
            var interval = entry.Integer("IntervalSeconds", 1, WholeNumber.MaxSeconds) ?? 1;
            var attempts = entry.Integer("MaxAttempts", 0, WholeNumber.MaxSeconds) ?? 3;
            var backoff = entry.Number("BackoffRate", 1, double.MaxValue) ?? 2;
            var longest = entry.Integer("MaxDelaySeconds", 1, 31_622_400 - 1);
            if (longest <= interval && entry.Has("IntervalSeconds"))
            {
                entry.Errors.Add(entry.At("MaxDelaySeconds"), "MaxDelaySeconds must be greater than IntervalSeconds");
            }

            var jitter = entry.Text("JitterStrategy");
            if (jitter is not (null or "FULL" or "NONE"))
            {
                entry.Errors.Add(entry.At("JitterStrategy"), $"'{jitter}' is no JitterStrategy: FULL or NONE");
            }

            entry.RejectUnknown("in a retrier");
            retriers.Add(new Retrier(errors, interval, attempts, backoff, longest, jitter == "FULL"));
        }
        return retriers;
    }

    private List<Catcher> ReadCatch(string name, FieldReader fields)
    {
        var catchers = new List<Catcher>();
        var entries = fields.Objects("Catch").ToArray();
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = entries[i];
            var comment = entry.Text("Comment");
            var errors = ReadErrors(entry, last: i == entries.Length - 1);
            var next = entry.RequiredText("Next");
            if (next is not null)
            {
                transitions.Add(new Transition(name, next, entry.At("Next")));
            }

            var data = new StateData { ResultPath = entry.ResultPath(), Assign = entry.Assign() };
            entry.RejectUnknown("in a catcher");
            catchers.Add(new Catcher(errors, next ?? "", data, comment));
        }
        return catchers;
    }

    private static List<string> ReadErrors(FieldReader entry, bool last)
    {
        var errors = new List<string>();
        if (entry.Raw("ErrorEquals") is not JsonArray { Count: > 0 } names)
        {
            entry.Errors.Add(entry.Pointer, "'ErrorEquals' must be an array of at least one error name");
            return errors;
        }
        foreach (var name in names)
        {
            if (name is JsonString s)
            {
                errors.Add(s.Value);
            }
            else
            {
                entry.Errors.Add(entry.At("ErrorEquals"), "Expected value of type String");
            }
        }
        if (errors.Contains(ErrorNames.All) && (names.Count > 1 || !last))
        {
            entry.Errors.Add(entry.At("ErrorEquals"), "States.ALL must appear alone, and in the last entry");
        }

        return errors;
    }
}
