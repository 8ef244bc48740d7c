using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace PromptToImage.WebConsole.Tests;

public sealed class PromptFormTests
{
    [Fact]
    public void The_message_has_only_the_fields_that_were_filled_in() =>
        Assert.Equal(["prompt"], Body(("prompt", "A croissant"), ("id", ""), ("seed", "")).EnumerateObject().Select(member => member.Name));

    [Fact]
    public void Each_field_has_its_own_property()
    {
        var body = Body(
            ("prompt", "A croissant"),
            ("negativePrompt", "butter"),
            ("aspectRatio", "16:9"),
            ("outputFormat", "jpeg"),
            ("id", "c-1"),
            ("seed", "42")
        );
        Assert.Equal(
            ["A croissant", "butter", "16:9", "jpeg", "c-1"],
            ((string[])["prompt", "negativePrompt", "aspectRatio", "outputFormat", "id"]).Select(name =>
                body.GetProperty(name).GetString()!
            )
        );
        Assert.Equal(42, body.GetProperty("seed").GetInt64());
    }

    [Fact]
    public void A_seed_that_is_not_a_number_is_sent_for_the_pipeline_to_reject() =>
        Assert.Equal("many", Body(("prompt", "A croissant"), ("seed", "many")).GetProperty("seed").GetString());

    [Fact]
    public void Line_ends_of_a_browser_become_line_feeds() =>
        Assert.Equal("one\ntwo", Body(("prompt", "one\r\ntwo")).GetProperty("prompt").GetString());

    [Fact]
    public void Quotes_and_markup_survive_as_text() =>
        Assert.Equal("\"<b>\\", Body(("prompt", "\"<b>\\")).GetProperty("prompt").GetString());

    private static JsonElement Body(params (string Name, string Value)[] fields)
    {
        using var document = JsonDocument.Parse(
            PromptForm.Body(new FormCollection(fields.ToDictionary(field => field.Name, field => new StringValues(field.Value))))
        );
        return document.RootElement.Clone();
    }
}
