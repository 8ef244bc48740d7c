using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>Reads the fields that only a Map has.</summary>
internal static class MapStateReader
{
    /// <param name="flows">Reads the item processor.</param>
    /// <returns>Null without a valid item processor. The errors then have the reason.</returns>
    public static MapState? Read(StateHead head, FieldReader fields, FlowReader flows, List<Transition> transitions)
    {
        if (fields.Has("ItemProcessor") && fields.Has("Iterator"))
        {
            fields.Errors.Add(fields.Pointer, "Only one of 'ItemProcessor' and 'Iterator' is allowed");
        }

        var selector = "ItemSelector";
        if (fields.Language == QueryLanguage.JsonPath && fields.Has("Parameters"))
        {
            if (fields.Has(selector))
            {
                fields.Errors.Add(fields.Pointer, "Only one of 'ItemSelector' and 'Parameters' is allowed");
            }

            selector = "Parameters";
        }

        var (flow, isDistributed) = ReadProcessor(fields, flows);
        var map = new MapState(head)
        {
            Processor = flow!,
            IsDistributed = isDistributed,
            Label = fields.Text("Label"),
            Items = ReadItems(fields),
            ItemSelector = fields.Template(selector),
            MaxConcurrency = fields.Whole("MaxConcurrency", 0, int.MaxValue),
            ToleratedFailureCount = fields.Whole("ToleratedFailureCount", 0, int.MaxValue),
            ToleratedFailurePercentage = ReadPercentage(fields),
            Retry = RetryCatchReader.ReadRetry(fields),
            Catch = RetryCatchReader.ReadCatch(head.Name, fields, transitions),
        };
        return flow is null && !fields.Errors.Any ? null : map;
    }

    private static (Flow? Flow, bool IsDistributed) ReadProcessor(FieldReader fields, FlowReader flows)
    {
        if (fields.Object(fields.Has("Iterator") ? "Iterator" : "ItemProcessor", required: true) is not { } processor)
        {
            return (null, false);
        }

        processor.Text("Comment");
        var isDistributed = processor.Object("ProcessorConfig") is { } config && ReadMode(config) == "DISTRIBUTED";
        var flow = flows.Read(processor);
        processor.RejectUnknown("in an item processor");
        return (flow, isDistributed);
    }

    private static string? ReadMode(FieldReader config)
    {
        var mode = config.Text("Mode");
        if (mode is not (null or "INLINE" or "DISTRIBUTED"))
        {
            config.Errors.Add(config.At("Mode"), $"'{mode}' is not a Mode. The values are INLINE and DISTRIBUTED");
        }

        var type = config.Text("ExecutionType");
        if (type is not (null or "STANDARD" or "EXPRESS"))
        {
            config.Errors.Add(config.At("ExecutionType"), $"'{type}' is not an ExecutionType. The values are STANDARD and EXPRESS");
        }

        config.RejectUnknown("in ProcessorConfig");
        return mode;
    }

    private static ItemsField ReadItems(FieldReader fields)
    {
        const string Key = "Items";
        if (fields.Language == QueryLanguage.JsonPath)
        {
            return new ItemsField.ByPath(fields.Path("ItemsPath"));
        }

        if (fields.HasExpression(Key))
        {
            return fields.Expression(Key) is { } expression ? new ItemsField.ByExpression(expression) : new ItemsField.ByArray(null);
        }

        if (fields.Raw(Key) is not (null or JsonArray))
        {
            fields.Errors.Add(fields.At(Key), "Expected value of type Array");
        }

        return new ItemsField.ByArray(fields.Template(Key));
    }

    private static PercentageField? ReadPercentage(FieldReader fields)
    {
        if (fields.HasExpression("ToleratedFailurePercentage"))
        {
            return new PercentageField(null, null, fields.Expression("ToleratedFailurePercentage"));
        }

        if (
            fields.Language == QueryLanguage.JsonPath
            && fields.Has("ToleratedFailurePercentage")
            && fields.Has("ToleratedFailurePercentagePath")
        )
        {
            fields.Errors.Add(fields.Pointer, "Only one of 'ToleratedFailurePercentage' and 'ToleratedFailurePercentagePath' is allowed");
        }

        if (fields.Number("ToleratedFailurePercentage", 0, 100) is { } literal)
        {
            return new PercentageField(literal, null, null);
        }

        return fields.JsonPathOnly("ToleratedFailurePercentagePath") is { } path ? new PercentageField(null, path, null) : null;
    }
}
