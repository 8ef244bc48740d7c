using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.History;
using PromptToImage.StatesLanguage.Intrinsics;
using PromptToImage.StatesLanguage.Paths;
using PromptToImage.StatesLanguage.Tests.Running;
using PromptToImage.Tests.Fuzzing;

namespace PromptToImage.StatesLanguage.Tests.Fuzzing;

/// <summary>For any text, a parser either throws its documented exception or gives a value that can be used.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Definitions =
    [
        Machines.Task(
            """ "Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 1, "JitterStrategy": "FULL"}], "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.e", "Next": "Caught"}], "TimeoutSecondsPath": "$.n", """,
            caught: true
        ),
        """{"StartAt": "C", "States": {"C": {"Type": "Choice", "Choices": [{"Not": {"Variable": "$.a", "IsPresent": true}, "Next": "E"}, {"Variable": "$.s", "StringMatches": "*b*", "Next": "W"}], "Default": "E"}, "W": {"Type": "Wait", "SecondsPath": "$.n", "Next": "E"}, "E": {"Type": "Succeed", "OutputPath": "$.a"}}}""",
        """{"StartAt": "M", "States": {"M": {"Type": "Map", "ItemsPath": "$.a", "MaxConcurrency": 1, "ItemSelector": {"v.$": "$$.Map.Item.Value", "f.$": "States.Format('{}', $.s)"}, "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Pass", "Assign": {"x.$": "$.v"}, "End": true}}}, "Next": "F"}, "F": {"Type": "Fail", "ErrorPath": "$[0].f", "Cause": "c"}}}""",
        """{"StartAt": "P", "TimeoutSeconds": 60, "States": {"P": {"Type": "Parallel", "Branches": [{"StartAt": "A", "States": {"A": {"Type": "Pass", "Parameters": {"a.$": "$.a[0:1]", "u.$": "States.UUID()"}, "End": true}}}, {"StartAt": "B", "States": {"B": {"Type": "Wait", "Seconds": 5, "End": true}}}], "ResultSelector": {"r.$": "$[0].a"}, "ResultPath": "$.r", "End": true}}}""",
    ];

    private static readonly string[] QueryDefinitions =
    [
        """{"QueryLanguage": "JSONata", "StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:000000000000:function:f", "TimeoutSeconds": "{% $states.input.n + 1 %}", "Arguments": {"a": "{% $states.input.a[0] %}", "at": "{% $states.context.State.EnteredTime %}"}, "Assign": {"x": "{% $count($states.result) %}"}, "Output": "{% $merge([$states.input, {'r': $states.result}]) %}", "Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 1}], "Catch": [{"ErrorEquals": ["States.ALL"], "Assign": {"e": "{% $states.errorOutput.Error %}"}, "Output": "{% $states.input.n %}", "Next": "F"}], "Next": "C"}, "C": {"Type": "Choice", "Choices": [{"Condition": "{% $x > 3 and $states.input.s in ['a,b'] %}", "Output": "{% $x %}", "Next": "F"}], "Default": "S"}, "S": {"Type": "Succeed", "Output": {"x": "{% $x ~> $string %}"}}, "F": {"Type": "Fail", "Error": "{% $e ? $e : 'none' %}", "Cause": "{% $string($states.input) %}"}}}""",
        """{"QueryLanguage": "JSONata", "StartAt": "M", "States": {"M": {"Type": "Map", "Items": "{% $states.input.a %}", "MaxConcurrency": "{% $states.input.n %}", "ItemSelector": {"v": "{% $states.context.Map.Item.Value %}", "i": "{% $states.context.Map.Item.Index %}"}, "ItemProcessor": {"StartAt": "P", "States": {"P": {"Type": "Pass", "Assign": {"y": "{% $states.input.i * 2 %}"}, "Next": "W"}, "W": {"Type": "Wait", "Seconds": "{% $y %}", "Output": "{% [$y..5][$ % 2 = 0]^(>$) %}", "End": true}}}, "Output": "{% $map($states.result, function($v, $i) { $v[0] & $i }) %}", "End": true}}}""",
        """{"StartAt": "A", "States": {"A": {"Type": "Pass", "Assign": {"z.$": "$.o.x"}, "Next": "P"}, "P": {"Type": "Parallel", "QueryLanguage": "JSONata", "Arguments": {"h": "{% $hash($states.input.s, 'MD5') %}"}, "Branches": [{"StartAt": "B", "States": {"B": {"Type": "Pass", "QueryLanguage": "JSONata", "Output": "{% $partition($range(0, 5, 1), 2) %}", "End": true}}}, {"StartAt": "D", "States": {"D": {"Type": "Pass", "QueryLanguage": "JSONata", "Output": {"u": "{% $uuid() %}", "r": "{% $random(7) %}", "p": "{% $parse('[1]') %}", "t": "{% $states.input.h.$replace(/[a-f]+/, '-') %}"}, "End": true}}}], "End": true}}}""",
    ];

    private static readonly string[] QueryPieces =
    [
        "{% ",
        " %}",
        "$states.",
        "$states.input",
        "$states.result",
        "$states.errorOutput",
        "$states.context",
        "function($v) { $v }",
        "$map(",
        "$string(",
        "$x",
        "~>",
        ":=",
        "[0..9]",
        "**",
        "%",
        "^(",
        "Arguments",
        "Output",
        "Assign",
        "Condition",
        "Items",
        "QueryLanguage",
        "JSONPath",
        "JSONata",
    ];

    private static readonly string[] Paths =
    [
        "$.a.b[0]['c d'].e",
        "$..a[*].b",
        "$.a[?(@.b > 3 && @.c == 'x')].d",
        "$$.Execution.Input.a",
        "$x.y[1:2]",
        "$.a[?(@.b =~ /a.*b/i || !@.c)]",
        "$.a[-1,2]",
        "$.a[*].b.max()",
        "$['it\\'s']",
        "$.a[?(@.b in [1, 'x'])]",
    ];

    private static readonly string[] Calls =
    [
        "States.Format('Hello, {} \\'{}\\'', $.a, States.JsonToString($.b))",
        "States.ArrayRange(1, 10, 2)",
        "States.JsonMerge($.o, States.StringToJson('{\"a\":1}'), false)",
        "States.MathAdd($.n, -1)",
        "States.ArrayPartition(States.Array(1, 'a', null, true, -1.5e3), 2)",
        "States.StringSplit($.s, ',')",
        "States.Hash('x', 'SHA-256')",
        "States.MathRandom(0, 10, 3)",
        "States.Base64Decode('eA==')",
        "States.UUID()",
    ];

    private static readonly string[] Pieces =
    [
        "States.",
        "States.Array(",
        "States.Format('{}', ",
        ".$",
        "Path",
        "Next",
        "End",
        "&&",
        "||",
        "=~ /a*/",
        "[?(@.a)]",
        "['a']",
        "[1:2]",
        "$x",
    ];

    private static readonly JsonValue Input = JsonValue.Parse(
        """{"a": [1, {"b": 4, "c": "x"}, [2]], "b": {"c": "y"}, "o": {"x": 1}, "n": 2, "s": "a,b", "c d": null}"""
    );

    [Fact]
    public void A_definition_is_rejected_or_runs_to_its_end() =>
        FuzzRun.Of(1, 20_000, round => RunDefinitions(round, Definitions, Pieces));

    [Fact]
    public void A_definition_in_JSONata_is_rejected_or_runs_to_its_end() =>
        FuzzRun.Of(5, 20_000, round => RunDefinitions(round, QueryDefinitions, QueryPieces));

    [Fact]
    public void A_path_is_rejected_or_can_be_evaluated() =>
        FuzzRun.Of(
            2,
            60_000,
            round =>
            {
                var mutations = new Mutations(round.Seed, Pieces);
                for (var i = 0; i < round.Inputs; i++)
                {
                    var text = mutations.Of(Paths[mutations.Next(Paths.Length)]);
                    round.Try(text, () => EvaluatePath(text));
                }
            }
        );

    [Fact]
    public void A_call_is_rejected_or_gives_a_value_or_an_error_name() =>
        FuzzRun.Of(
            3,
            40_000,
            round =>
            {
                var mutations = new Mutations(round.Seed, Pieces);
                for (var i = 0; i < round.Inputs; i++)
                {
                    var text = mutations.Of(Calls[mutations.Next(Calls.Length)]);
                    round.Try(text, () => EvaluateCall(text, runs: i % 8 == 0));
                }
            }
        );

    [Fact]
    public void A_document_or_an_event_is_rejected_or_read() =>
        FuzzRun.Of(
            4,
            40_000,
            round =>
            {
                var mutations = new Mutations(round.Seed, Pieces);
                var events = VirtualRun
                    .Run(StateMachine.Parse(Definitions[2]), Input, new ScriptedWorld())
                    .History.Select(e => e.ToJson())
                    .ToArray();
                for (var i = 0; i < round.Inputs; i++)
                {
                    var text = mutations.Of(events[mutations.Next(events.Length)]);
                    round.Try(text, () => ReadEvent(text));
                }
            }
        );

    [Theory]
    [InlineData("$", ".a")]
    [InlineData("$", "..*")]
    [InlineData("$[?(", "(@.a) || ")]
    [InlineData("$.a[", "1,")]
    [InlineData("States.Array(", "States.Array(")]
    [InlineData("States.Format('", "{}")]
    [InlineData("", "[")]
    [InlineData("", "{\"a\":")]
    public void A_long_input_is_rejected_or_read_within_the_stack_and_the_memory(string start, string repeated)
    {
        var text = start + string.Concat(Enumerable.Repeat(repeated, 100_000));

        Assert.NotNull(Record.Exception(() => JsonValue.Parse(text)) as JsonFormatException);
        Assert.True(Record.Exception(() => JsonPath.Parse(text)) is null or PathFormatException);
        Assert.True(Record.Exception(() => IntrinsicCall.Parse(text)) is null or PathFormatException);
        Assert.NotEmpty(StateMachine.Validate(text));
    }

    private static void RunDefinitions(FuzzRound round, string[] definitions, string[] pieces)
    {
        var mutations = new Mutations(round.Seed, pieces);
        var parsed = 0;
        for (var i = 0; i < round.Inputs; i++)
        {
            var text = mutations.Of(definitions[mutations.Next(definitions.Length)], most: 1);
            round.Try(text, () => parsed += RunDefinition(text, resumes: i % 20 == 0) ? 1 : 0);
        }
        Assert.True(parsed > round.Inputs / 40, $"only {parsed} of the mutated definitions were valid");
    }

    /// <returns>Whether the definition is valid.</returns>
    private static bool RunDefinition(string text, bool resumes)
    {
        if (StateMachine.Validate(text).Count > 0)
        {
            Assert.Throws<InvalidDefinitionException>(() => StateMachine.Parse(text));
            return false;
        }
        var run = VirtualRun.Run(StateMachine.Parse(text), Input, new ScriptedWorld());
        Assert.True(run.Execution.IsFinished);
        if (resumes && run.History.Count < 100)
        {
            Runs.AssertResumable(run.Execution.Machine, run, () => new ScriptedWorld());
        }

        return true;
    }

    private static void EvaluatePath(string text)
    {
        JsonPath path;
        try
        {
            path = JsonPath.Parse(text);
        }
        catch (PathFormatException)
        {
            return;
        }
        Assert.Equal(text, path.Text);
        if (!path.TryEvaluate(Input, new UnlimitedBudget(), out _))
        {
            Assert.NotEmpty(path.Explain(Input, new UnlimitedBudget()));
        }
    }

    private static void EvaluateCall(string text, bool runs)
    {
        try
        {
            IntrinsicCall.Parse(text);
        }
        catch (PathFormatException)
        {
            return;
        }
        // A definition with half of a surrogate pair is rejected.
        if (!runs || text.Any(char.IsSurrogate))
        {
            return;
        }

        var run = VirtualRun.Run(StateMachine.Parse(Machines.Expression(text.Trim())), Input, new ScriptedWorld());
        Assert.True(
            run.Execution is { Status: ExecutionStatus.Succeeded } or { Error: "States.Runtime" or "States.IntrinsicFailure" },
            run.Execution.Error
        );
    }

    private static void ReadEvent(string text)
    {
        try
        {
            Assert.Equal(JsonValue.Parse(text), JsonValue.Parse(JsonValue.Parse(text).ToJson()));
            HistoryEvent.Parse(text).ToJson();
        }
        catch (JsonFormatException)
        {
            // The only exception that the parser documents.
        }
    }
}
