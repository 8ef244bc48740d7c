using PromptToImage.StatesLanguage.Expressions;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>The input and output fields that a state type has.</summary>
[Flags]
internal enum StateFields : byte
{
    None = 0,
    Assign = 1,
    Output = 2,

    /// <summary>Parameters in JSONPath.</summary>
    Parameters = 4,

    /// <summary>Arguments in JSONata.</summary>
    Arguments = 8,
    ResultSelector = 16,
    ResultPath = 32,

    /// <summary>Those of a state whose work has arguments and a result.</summary>
    All = Assign | Output | Parameters | Arguments | ResultSelector | ResultPath,
}

/// <summary>Reads the fields for the input and the output of states, choice rules and catchers, in their query language.</summary>
internal static class StateDataReader
{
    public static StateData ReadState(FieldReader fields, StateFields has)
    {
        var assign = has.HasFlag(StateFields.Assign) ? fields.Assign(StatesFields.Result) : null;
        if (fields.Language == QueryLanguage.Jsonata)
        {
            return new JsonataData
            {
                Arguments = has.HasFlag(StateFields.Arguments) ? fields.Template("Arguments") : null,
                Output = has.HasFlag(StateFields.Output) ? fields.Template("Output", StatesFields.Result) : null,
                Assign = assign,
            };
        }

        return new JsonPathData
        {
            InputPath = fields.DataPath("InputPath"),
            Arguments = has.HasFlag(StateFields.Parameters) ? fields.Template("Parameters") : null,
            ResultSelector = has.HasFlag(StateFields.ResultSelector) ? fields.Template("ResultSelector") : null,
            ResultPath = has.HasFlag(StateFields.ResultPath) ? fields.ResultPath() : ResultPath.Replace,
            OutputPath = fields.DataPath("OutputPath"),
            Assign = assign,
        };
    }

    /// <param name="state">The input and output processing of the Choice.</param>
    public static StateData ReadRule(FieldReader rule, StateData state) =>
        state is JsonPathData data
            ? data with
            {
                Assign = rule.Assign(StatesFields.None),
            }
            : new JsonataData { Output = rule.Template("Output"), Assign = rule.Assign(StatesFields.None) };

    public static StateData ReadCatcher(FieldReader catcher) =>
        catcher.Language == QueryLanguage.Jsonata
            ? new JsonataData
            {
                Output = catcher.Template("Output", StatesFields.ErrorOutput),
                Assign = catcher.Assign(StatesFields.ErrorOutput),
            }
            : new JsonPathData { ResultPath = catcher.ResultPath(), Assign = catcher.Assign(StatesFields.ErrorOutput) };
}
