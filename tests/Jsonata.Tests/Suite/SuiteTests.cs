using PromptToImage.Jsonata.Json;

namespace PromptToImage.Jsonata.Tests.Suite;

/// <summary>JSONata's own test suite.</summary>
public sealed class SuiteTests
{
    public static IEnumerable<TheoryDataRow<string>> Ids =>
        SuiteCase.All.Count > 0
            ? SuiteCase.All.Keys.Select(id => new TheoryDataRow<string>(id))
            : [new TheoryDataRow<string>("none") { Skip = SuiteFolder.Absent }];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Gives_the_result_or_the_error_of_the_original(string id)
    {
        var expected = SuiteCase.All[id];
        if (expected.Code is JsonString code)
        {
            var error = Assert.Throws<JsonataException>(() => Evaluate(expected));
            Assert.Equal(code.Value, error.Code);
            Assert.Equal(expected.Token ?? error.Token, error.Token);
            Assert.Equal(expected.Message is JsonString message ? message.Value : error.Message, error.Message);
            return;
        }

        var result = Evaluate(expected);
        if (expected.Result is { } value)
        {
            Assert.True(
                expected.IsUnordered ? AreEqualSets(value, result) : Difference.AreEqual(value, result),
                $"{expected.Expression}\nexpected {value}\nactual   {result?.ToJson() ?? "undefined"}"
            );
        }
        else
        {
            Assert.Null(result);
        }
    }

    private static JsonValue? Evaluate(SuiteCase expected) =>
        JsonataExpression.Parse(expected.Expression).Evaluate(expected.Input, expected.Settings);

    private static bool AreEqualSets(JsonValue expected, JsonValue? actual)
    {
        if (expected is not JsonArray items || actual is not JsonArray found)
        {
            return Difference.AreEqual(expected, actual);
        }

        var rest = found.ToList();
        return items.All(item => rest.FindIndex(other => Difference.AreEqual(item, other)) is var at and >= 0 && Remove(rest, at)) && rest.Count == 0;
    }

    private static bool Remove(List<JsonValue> items, int at)
    {
        items.RemoveAt(at);
        return true;
    }
}
