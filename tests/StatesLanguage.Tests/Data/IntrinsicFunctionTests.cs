using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Intrinsics;
using PromptToImage.StatesLanguage.Paths;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.Data;

/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html</remarks>
public sealed class IntrinsicFunctionTests
{
    private const string Input =
        """{"a": [1, 2, 3, 4, 5], "o": {"x": 1}, "p": {"x": 2, "y": 3}, "s": "it's", "t": "{}-{}", "n": 1.5, "j": "{\"k\": [1]}", "empty": "", "blank": " \t", "none": null, "no": []}""";

    [Theory]
    [InlineData("States.Format('Hello, {}!', $.s)", "\"Hello, it's!\"")]
    [InlineData("States.Format($.t, 1, true)", "\"1-true\"")]
    [InlineData("States.Format('\\{\\} \\'{}\\' \\\\', null)", "\"{} 'null' \\\\\"")]
    [InlineData("States.Format('{} {}', $.o, $.a)", "\"{x=1} [1, 2, 3, 4, 5]\"")]
    [InlineData("States.StringToJson($.j)", """{"k":[1]}""")]
    [InlineData("States.JsonToString($.o)", """ "{\"x\":1}" """)]
    [InlineData("States.Array($.n, 'a', null, States.Array())", """[1.5,"a",null,[]]""")]
    [InlineData("States.ArrayPartition($.a, 2)", "[[1,2],[3,4],[5]]")]
    [InlineData("States.ArrayContains($.a, 5)", "true")]
    [InlineData("States.ArrayContains($.a, 6)", "false")]
    [InlineData("States.ArrayRange(9, 1, -4)", "[9,5,1]")]
    [InlineData("States.ArrayGetItem($.a, 4)", "5")]
    [InlineData("States.ArrayLength($.a)", "5")]
    [InlineData("States.ArrayUnique(States.Array(1, 2, 1, 'a', 'a'))", """[1,2,"a"]""")]
    [InlineData("States.Base64Encode('Data to encode')", "\"RGF0YSB0byBlbmNvZGU=\"")]
    [InlineData("States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", "\"Data to encode\"")]
    [InlineData("States.Hash('input data', 'SHA-1')", "\"aaff4a450a104cd177d28d18d74485e8cae074b7\"")]
    [InlineData("States.Hash('', 'MD5')", "\"d41d8cd98f00b204e9800998ecf8427e\"")]
    [InlineData("States.JsonMerge($.o, $.p, false)", """{"x":2,"y":3}""")]
    [InlineData("States.MathAdd($.n, -1)", "1")]
    [InlineData("States.StringSplit('1,2,,3', ',')", """["1","2","3"]""")]
    [InlineData("States.MathRandom(5, 6)", "5")]
    [InlineData(" States.Array( 1 , 2 ) ", "[1,2]")]
    [InlineData("States.Format('')", "\"\"")]
    [InlineData("States.Format('{}{}{}', $.empty, $.blank, $.none)", "\" \\tnull\"")]
    [InlineData("States.StringToJson($.empty)", "null")]
    [InlineData("States.StringToJson($.blank)", "null")]
    [InlineData("States.StringToJson('null')", "null")]
    [InlineData("States.StringToJson(' 1 ')", "1")]
    [InlineData("States.JsonToString($.none)", "\"null\"")]
    [InlineData("States.JsonToString($.empty)", """ "\"\"" """)]
    [InlineData("States.Array($.empty, $.blank, $.none)", """["", " \t", null]""")]
    [InlineData("States.ArrayPartition($.no, 2)", "[]")]
    [InlineData("States.ArrayPartition($.a, 1.5)", "[[1,2],[3,4],[5]]")]
    [InlineData("States.ArrayContains($.no, $.none)", "false")]
    [InlineData("States.ArrayContains(States.Array($.none), $.none)", "true")]
    [InlineData("States.ArrayContains(States.Array(''), $.empty)", "true")]
    [InlineData("States.ArrayRange(1, 1, 1)", "[1]")]
    [InlineData("States.ArrayRange(2, 1, 1)", "[]")]
    [InlineData("States.ArrayLength($.no)", "0")]
    [InlineData("States.ArrayLength(States.ArrayRange(1, 1000, 1))", "1000")]
    [InlineData("States.ArrayUnique($.no)", "[]")]
    [InlineData("States.ArrayUnique(States.Array(null, null, '', '', ' '))", """[null,""," "]""")]
    [InlineData("States.Base64Encode($.empty)", "\"\"")]
    [InlineData("States.Base64Decode($.empty)", "\"\"")]
    [InlineData("States.Hash($.blank, 'MD5')", "\"36a0ff6adef8f150baa070bcc241cce5\"")]
    [InlineData("States.JsonMerge(States.StringToJson('{}'), States.StringToJson('{}'), false)", "{}")]
    [InlineData("States.MathAdd(2147483647, 0)", "2147483647")]
    [InlineData("States.MathAdd(-2147483648, 0)", "-2147483648")]
    [InlineData("States.StringSplit($.empty, ',')", "[]")]
    [InlineData("States.StringSplit($.blank, ',')", """[" \t"]""")]
    [InlineData("States.StringSplit($.blank, $.empty)", """[" \t"]""")]
    [InlineData("States.StringSplit($.empty, $.empty)", "[]")]
    public void A_function_has_the_documented_value(string call, string value) =>
        Assert.Equal(JsonValue.Parse(value), Runs.Run(Machines.Expression(call), Input).Execution.Output);

    [Theory]
    [InlineData("States.Format('{}')")]
    [InlineData("States.Format('{}', 1, 2)")]
    [InlineData("States.StringToJson('{')")]
    [InlineData("States.ArrayPartition($.a, 0)")]
    [InlineData("States.ArrayPartition($.s, 1)")]
    [InlineData("States.ArrayRange(1, 2000, 1)")]
    [InlineData("States.ArrayRange(1, 2, 0)")]
    [InlineData("States.ArrayGetItem($.a, 5)")]
    [InlineData("States.Base64Decode('?')")]
    [InlineData("States.Hash('x', 'CRC32')")]
    [InlineData("States.JsonMerge($.o, $.p, true)")]
    [InlineData("States.MathRandom(2, 2)")]
    [InlineData("States.MathAdd(2147483648, 1)")]
    [InlineData("States.MathAdd('1', 1)")]
    [InlineData("States.Format($.none)")]
    [InlineData("States.StringToJson($.none)")]
    [InlineData("States.ArrayPartition($.none, 1)")]
    [InlineData("States.ArrayPartition($.a, null)")]
    [InlineData("States.ArrayPartition($.a, -1)")]
    [InlineData("States.ArrayContains($.none, 1)")]
    [InlineData("States.ArrayRange(null, 2, 1)")]
    [InlineData("States.ArrayRange(0, 1000, 1)")]
    [InlineData("States.ArrayGetItem($.no, 0)")]
    [InlineData("States.ArrayGetItem($.a, -1)")]
    [InlineData("States.ArrayGetItem($.a, null)")]
    [InlineData("States.ArrayLength($.none)")]
    [InlineData("States.ArrayLength('')")]
    [InlineData("States.ArrayUnique($.none)")]
    [InlineData("States.Hash('x', '')")]
    [InlineData("States.Hash('x', null)")]
    [InlineData("States.JsonMerge($.none, $.p, false)")]
    [InlineData("States.JsonMerge($.o, $.p, null)")]
    [InlineData("States.MathAdd(null, 1)")]
    [InlineData("States.MathRandom(null, 1)")]
    [InlineData("States.StringSplit($.none, ',')")]
    [InlineData("States.StringSplit('a', null)")]
    public void A_value_that_a_function_does_not_accept_is_an_IntrinsicFailure_with_the_call(string call)
    {
        var run = Runs.Run(Machines.Expression(call), Input);

        Assert.Equal("States.IntrinsicFailure", run.Execution.Error);
        Assert.StartsWith(
            $"An error occurred while executing the state 'S' (entered at the event id #2). The function '{call}' had the following error: ",
            run.Execution.Cause,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_path_argument_without_a_value_is_a_runtime_error()
    {
        var run = Runs.Run(Machines.Expression("States.Array($.absent)"));

        Assert.Equal("States.Runtime", run.Execution.Error);
        Assert.Equal(
            "An error occurred while executing the state 'S' (entered at the event id #2). The function 'States.Array($.absent)' had the following error: "
                + "The JsonPath argument for the field '$.absent' could not be found in the input '{}'",
            run.Execution.Cause
        );
    }

    [Theory]
    [InlineData("States.Nope()")]
    [InlineData("States.UUID(1)")]
    [InlineData("States.Format()")]
    [InlineData("States.Array(1")]
    [InlineData("States.Array(1,)")]
    [InlineData("States.Array(1) x")]
    [InlineData("States.Array('a)")]
    [InlineData("States.Array('a\\n')")]
    [InlineData("States.Array(true false)")]
    [InlineData("Format('x')")]
    public void Text_that_is_not_a_call_is_rejected(string text) => Assert.Throws<PathFormatException>(() => IntrinsicCall.Parse(text));

    [Fact]
    public void Calls_can_be_nested_ten_levels_deep_but_not_eleven()
    {
        IntrinsicCall.Parse(string.Concat(Enumerable.Repeat("States.Array(", 10)) + new string(')', 10));
        Assert.Throws<PathFormatException>(() =>
            IntrinsicCall.Parse(string.Concat(Enumerable.Repeat("States.Array(", 11)) + new string(')', 11))
        );
    }

    [Fact]
    public void There_are_eighteen_functions() => Assert.Equal(18, IntrinsicFunctions.Names.Count());

    [Fact]
    public void A_replay_gives_the_same_UUIDs_and_random_numbers()
    {
        // Runs.Run replays the history.
        var one = Runs.Run(
            Machines.Expression("States.Array(States.UUID(), States.UUID(), States.MathRandom(1, 1000000))")
        ).Execution.Output!;

        var ids = ((JsonArray)one).OfType<JsonString>().Select(s => s.Value).ToArray();
        Assert.NotEqual(ids[0], ids[1]);
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", id));
    }

    [Fact]
    public void Another_seed_gives_another_UUID()
    {
        var machine = StateMachine.Parse(Machines.Expression("States.UUID()"));
        JsonValue Draw(ulong seed) =>
            VirtualRun
                .Run(machine, JsonObject.Empty, new ScriptedWorld(), VirtualRun.Start(JsonObject.Empty) with { Seed = seed })
                .Execution.Output!;

        Assert.Equal(Draw(1), Draw(1));
        Assert.NotEqual(Draw(1), Draw(2));
    }
}
