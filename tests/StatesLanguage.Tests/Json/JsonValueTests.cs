using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Tests.Json;

public sealed class JsonValueTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("-0")]
    [InlineData("12345678901234567890123")]
    [InlineData("1.0")]
    [InlineData("1e400")]
    [InlineData("\"\"")]
    [InlineData("\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001 / é 😀\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""[1,[2,{"a":[]}],"x",false]""")]
    public void A_parsed_value_is_written_as_the_same_text(string json)
    {
        var value = JsonValue.Parse(json);

        Assert.Equal(json, value.ToJson());
        Assert.Equal(value, JsonValue.Parse(value.ToJson()));
        Assert.Equal(System.Text.Encoding.UTF8.GetByteCount(value.ToJson()), value.Utf8Size);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("nul")]
    [InlineData("01")]
    [InlineData("1.")]
    [InlineData("+1")]
    [InlineData("'a'")]
    [InlineData("\"a")]
    [InlineData("\"\\x\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"\n\"")]
    [InlineData("[1,]")]
    [InlineData("[1 2]")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{a:1}")]
    [InlineData("1 2")]
    public void Text_that_is_not_JSON_is_rejected(string text) => Assert.Throws<JsonFormatException>(() => JsonValue.Parse(text));

    [Fact]
    public void The_depth_of_nesting_is_limited()
    {
        JsonValue.Parse(new string('[', JsonValue.MaxDepth) + new string(']', JsonValue.MaxDepth));
        Assert.Throws<JsonFormatException>(() =>
            JsonValue.Parse(new string('[', JsonValue.MaxDepth + 1) + new string(']', JsonValue.MaxDepth + 1))
        );
        Assert.Throws<JsonFormatException>(() => JsonValue.Parse(new string('[', 1_000_000)));
    }

    [Fact]
    public void The_last_of_repeated_keys_counts() =>
        Assert.Equal("""{"a":3,"b":2}""", JsonValue.Parse("""{"a":1,"b":2,"a":3}""").ToJson());

    [Fact]
    public void Equality_compares_numbers_by_value_and_objects_in_any_order()
    {
        Assert.Equal(JsonValue.Parse("""{"a":1,"b":[1.0]}"""), JsonValue.Parse("""{"b":[1],"a":1e0}"""));
        Assert.NotEqual(JsonValue.Parse("9007199254740993"), JsonValue.Parse("9007199254740992"));
    }

    [Fact]
    public void Large_objects_find_their_keys()
    {
        var large = (JsonObject)JsonValue.Parse("{" + string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"k{i}\":{i}")) + "}");

        Assert.Equal("777", large["k777"]!.ToJson());
        Assert.Null(large["k1000"]);
        Assert.Equal("-1", large.With("k777", JsonValue.From(-1))["k777"]!.ToJson());
        Assert.Equal("777", large["k777"]!.ToJson());
    }
}
