using PromptToImage.Jsonata.Json;
using PromptToImage.StatesLanguage.Paths;
using PromptToImage.StatesLanguage.Tests.Running;

namespace PromptToImage.StatesLanguage.Tests.Data;

public sealed class PathTests
{
    private const string Store = """
        {"store": {"book": [
          {"category": "reference", "author": "Rees", "price": 8.95},
          {"category": "fiction", "author": "Waugh", "price": 12.99, "isbn": "0-553"},
          {"category": "fiction", "author": "Melville", "price": 8.99, "tags": ["sea", "whale"]}],
          "it's": 1, "a b": 2, "é": 3, "n": null}, "limit": 9}
        """;

    [Theory]
    [InlineData("$.limit", "9")]
    [InlineData("$['limit']", "9")]
    [InlineData("$.store['a b']", "2")]
    [InlineData("$.store[\"it's\"]", "1")]
    [InlineData("$.store['it\\'s']", "1")]
    [InlineData("$.store.é", "3")]
    [InlineData("$.store.n", "null")]
    [InlineData("$.store.book[0].author", "\"Rees\"")]
    [InlineData("$.store.book[-1].author", "\"Melville\"")]
    [InlineData("$.store.book[0,2].author", """["Rees","Melville"]""")]
    [InlineData("$.store.book[1:].author", """["Waugh","Melville"]""")]
    [InlineData("$.store.book[:1].author", """["Rees"]""")]
    [InlineData("$.store.book[-2:-1].author", """["Waugh"]""")]
    [InlineData("$.store.book[-1:].author", """["Melville"]""")]
    [InlineData("$.store.book[:-1].author", """["Rees","Waugh"]""")]
    [InlineData("$.store.book[1:-1].author", "[]")]
    [InlineData("$.store.book[1:9].author", """["Waugh","Melville"]""")]
    [InlineData("$.store.book[0:3:2].author", """["Rees","Waugh","Melville"]""")]
    [InlineData("$.store.book[*].price", "[8.95,12.99,8.99]")]
    [InlineData("$..author", """["Rees","Waugh","Melville"]""")]
    [InlineData("$..tags[0]", """["sea"]""")]
    [InlineData("$.store.book[0]['author','price']", """[{"author":"Rees","price":8.95}]""")]
    [InlineData("$.store.book[?(@.isbn)].author", """["Waugh"]""")]
    [InlineData("$.store.book[?(!@.isbn)].author", """["Rees","Melville"]""")]
    [InlineData("$.store.book[?(@.price < 10)].author", """["Rees","Melville"]""")]
    [InlineData("$.store.book[?(@.price <= $.limit && @.category == 'fiction')].author", """["Melville"]""")]
    [InlineData("$.store.book[?(@.category == 'reference' || @.price > 10)].author", """["Rees","Waugh"]""")]
    [InlineData("$.store.book[?(@.author =~ /m.*/i)].author", """["Melville"]""")]
    [InlineData("$.store.book[?(@.author in ['Rees','Waugh'])].price", "[8.95,12.99]")]
    [InlineData("$.store.book[?(@.author nin ['Rees','Waugh'])].price", "[8.99]")]
    [InlineData("$.store.book.length()", "3")]
    [InlineData("$.store.book[*].price.max()", "12.99")]
    [InlineData("$..nothing", "[]")]
    public void A_path_has_the_value_that_Jayway_gives(string path, string value)
    {
        Assert.True(JsonPath.Parse(path).TryEvaluate(JsonValue.Parse(Store), new UnlimitedBudget(), out var found));
        Assert.Equal(value, found.ToJson());
    }

    [Theory]
    [InlineData("$.absent", "No results for path: $['absent']")]
    [InlineData("$.absent.child", "Missing property in path $['absent']")]
    [InlineData("$.store.book[7]", "No results for path: $['store']['book'][7]")]
    [InlineData("$.store.book[7].author", "Index out of bounds when evaluating path $['store']['book'][7]")]
    [InlineData(
        "$.limit.x",
        "Expected to find an object with property ['x'] in path $['limit'] but found 'com.fasterxml.jackson.databind.node.IntNode'. This is not a json object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider'."
    )]
    [InlineData("$.limit[0]", "Filter: [0] can only be applied to arrays. Current context is: 9")]
    public void A_path_without_a_value_has_the_reason_in_the_words_of_Step_Functions(string path, string why)
    {
        var root = JsonValue.Parse(Store);
        var parsed = JsonPath.Parse(path);

        Assert.False(parsed.TryEvaluate(root, new UnlimitedBudget(), out _));
        Assert.Equal(why, parsed.Explain(root, new UnlimitedBudget()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("store")]
    [InlineData("$.")]
    [InlineData("$..")]
    [InlineData("$[")]
    [InlineData("$[]")]
    [InlineData("$['a'")]
    [InlineData("$[:]")]
    [InlineData("$[99999999999]")]
    [InlineData("$[?]")]
    [InlineData("$[?(@.a == )]")]
    [InlineData("$[?(@.a =~ /(/)]")]
    [InlineData("$.a b")]
    [InlineData("$.a.nosuch()")]
    [InlineData("$ a")]
    public void Text_that_is_not_a_path_is_rejected(string text) => Assert.Throws<PathFormatException>(() => JsonPath.Parse(text));

    [Theory]
    [InlineData("$.a[*]")]
    [InlineData("$..a")]
    [InlineData("$.a[0:1]")]
    [InlineData("$.a[-1]")]
    [InlineData("$.a.length()")]
    public void A_reference_path_has_only_names_and_indexes(string text)
    {
        JsonPath.Parse(text);
        Assert.Throws<PathFormatException>(() => JsonPath.ParseReference(text));
    }

    [Fact]
    public void The_number_of_values_that_repeated_descents_collect_is_limited()
    {
        var deep = JsonValue.Parse(string.Concat(Enumerable.Repeat("[[", 100)) + "1" + string.Concat(Enumerable.Repeat("]]", 100)));
        var path = JsonPath.Parse("$" + string.Concat(Enumerable.Repeat("..*", 12)));

        Assert.False(path.TryEvaluate(deep, new UnlimitedBudget(), out _));
        Assert.Contains("100000", path.Explain(deep, new UnlimitedBudget()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_of_a_template_has_the_path_the_field_and_the_input()
    {
        var run = Runs.Run(Machines.Pass(""" "Parameters": {"deep": {"x.$": "$.absent"}} """), """{"a": 1}""");

        Assert.Equal(
            "An error occurred while executing the state 'S' (entered at the event id #2). The JSONPath '$.absent' specified for the field 'x.$' could not be found in the input '{\"a\":1}'",
            run.Execution.Cause
        );
    }
}
