using System.Text.RegularExpressions;
using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.QueryLanguage;

/// <summary>The functions that Step Functions adds to JSONata.</summary>
public sealed class StatesFunctionTests
{
    [Theory]
    [InlineData("$partition([1,2,3,4], 2)", "[[1,2],[3,4]]")]
    [InlineData("$partition([1,2,3,4,5], 2)", "[[1,2],[3,4],[5]]")]
    [InlineData("$partition([1,2,3], 1.9)", "[[1],[2],[3]]")]
    [InlineData("$range(0, 9, 3)", "[0,3,6,9]")]
    [InlineData("$range(0, 10, 3)", "[0,3,6,9]")]
    [InlineData("$range(1, 9, 9)", "1")]
    [InlineData("$range(5, 1, -2)", "[5,3,1]")]
    [InlineData("$range(-1.7, 2, 1)", "[-1,0,1,2]")]
    [InlineData("$count($range(1, 200000, 1))", "200000")]
    [InlineData("$exists($range(1, 2, 0))", "false")]
    [InlineData("$exists($range(2, 1, 1))", "false")]
    [InlineData("$exists($partition([1], 0))", "false")]
    [InlineData("$exists($partition($nope, 1))", "false")]
    [InlineData("$hash('input', 'SHA-1')", "\"140f86aae51ab9e1cda9b4254fe98a74eb54c1a1\"")]
    [InlineData("$hash('', 'MD5')", "\"d41d8cd98f00b204e9800998ecf8427e\"")]
    [InlineData("$random(42)", "0.7275636800328681")]
    [InlineData("$random(0)", "0.730967787376657")]
    [InlineData("$random() < 1", "true")]
    [InlineData("$parse('{\"a\":1}').a", "1")]
    [InlineData("$parse('[1, 2]')[1]", "2")]
    public void A_function_has_the_value_that_AWS_gives(string expression, string value) =>
        Assert.Equal(value, Runs.Run(JsonataMachines.Output(expression)).Execution.Output!.ToJson());

    [Theory]
    [InlineData("$partition([1], -1)")]
    [InlineData("$hash('x', 'CRC32')")]
    [InlineData("$parse('nonsense')")]
    [InlineData("$range(1, 2)")]
    [InlineData("$uuid(1)")]
    public void A_wrong_argument_is_an_error(string expression) =>
        Assert.Equal("States.QueryEvaluationError", Runs.Run(JsonataMachines.Output(expression)).Execution.Error);

    [Fact]
    public void A_UUID_is_of_version_4_and_the_same_after_a_replay()
    {
        var run = Runs.Run(JsonataMachines.Output("[$uuid(), $uuid()]"));

        var uuids = ((JsonArray)run.Execution.Output!).Select(uuid => ((JsonString)uuid).Value).ToArray();
        Assert.All(uuids, uuid => Assert.Matches(new Regex("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"), uuid));
        Assert.NotEqual(uuids[0], uuids[1]);
    }
}
