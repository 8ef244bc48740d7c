using PromptToImage.Contracts.Messages;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Contracts.Tests.Messages;

public sealed class PromptRulesTests
{
    [Fact]
    public void Plain_text_becomes_a_request_with_every_default()
    {
        var validation = PromptRules.Check("  Me on top\r\nof a pyramid\n", "order-1");
        Assert.Equal(
            new GenerationRequest
            {
                Id = "order-1",
                Prompt = "Me on top\nof a pyramid",
                AspectRatio = "1:1",
                Seed = SeedFromId.Derive("order-1"),
                OutputFormat = "png",
                ModelId = "stability.stable-image-core-v1:1",
            },
            validation.Request
        );
    }

    [Fact]
    public void Values_in_the_message_override_the_defaults()
    {
        var validation = PromptRules.Check(
            """{"prompt": "A croissant", "negativePrompt": " butter ", "aspectRatio": "21:9", "seed": 0, "outputFormat": "jpeg", "id": "other"}""",
            "order-1",
            "stability.sd3-5-large-v1:0"
        );
        Assert.Equal(
            new GenerationRequest
            {
                Id = "order-1",
                Prompt = "A croissant",
                NegativePrompt = "butter",
                AspectRatio = "21:9",
                Seed = 0,
                OutputFormat = "jpeg",
                ModelId = "stability.sd3-5-large-v1:0",
            },
            validation.Request
        );
    }

    [Theory]
    [InlineData(" \n\t ", "prompt is empty: say what to draw.")]
    [InlineData(
        """{"prompt":"x","aspectRatio":"3:7"}""",
        "aspectRatio '3:7' is not offered: use one of 16:9, 1:1, 21:9, 2:3, 3:2, 4:5, 5:4, 9:16, 9:21."
    )]
    [InlineData("""{"prompt":"x","outputFormat":"PNG"}""", "outputFormat 'PNG' is not offered: use one of png, jpeg.")]
    [InlineData("""{"prompt":"x","seed":4294967295}""", "seed 4294967295 cannot be used: it must be a whole number from 0 to 4294967294.")]
    [InlineData("""{"prompt":"x","seed":-1}""", "seed -1 cannot be used: it must be a whole number from 0 to 4294967294.")]
    [InlineData("""{"prompt":"x","seed":1.5}""", "seed 1.5 cannot be used: it must be a whole number from 0 to 4294967294.")]
    [InlineData("""{"prompt":"x","seed":1e999}""", "seed 1e999 cannot be used: it must be a whole number from 0 to 4294967294.")]
    [InlineData(
        """{"prompt":"x","id":"not an id"}""",
        "id 'not an id' cannot be used: it must be 1 to 64 of the characters A-Z a-z 0-9 _ -."
    )]
    [InlineData(
        "ring the \u0007 bell\u0085 now",
        "prompt has 2 control characters, first U+0007 at position 10: only newline and tab may be there."
    )]
    [InlineData("an old\rMac", "prompt has a control character, first U+000D at position 7: only newline and tab may be there.")]
    public void A_broken_rule_is_reported_in_a_sentence(string message, string error) =>
        Assert.Equal([error], PromptRules.Check(message, "order-1").Errors);

    [Theory]
    [InlineData("A croissant")]
    [InlineData("""{"prompt":"A croissant","id":"order-1"}""")]
    public void The_id_of_the_execution_is_checked_too(string message) =>
        Assert.Equal(
            ["id '../../x' cannot be used: it must be 1 to 64 of the characters A-Z a-z 0-9 _ -."],
            PromptRules.Check(message, "../../x").Errors
        );

    [Fact]
    public void Half_of_a_surrogate_pair_is_an_error()
    {
        var broken = "smile \ud83d please, \ude00 and \ud83d\ude00";
        Assert.Equal(
            ["prompt is not valid Unicode: 2 half surrogate pairs, first at position 7."],
            PromptRules.Check(broken, "order-1").Errors
        );
    }

    [Theory]
    [InlineData(10_000, true)]
    [InlineData(10_001, false)]
    public void A_prompt_has_at_most_ten_thousand_characters_after_trimming(int length, bool valid)
    {
        var validation = PromptRules.Check($"  {new string('x', length)}  ", "order-1");
        Assert.Equal(valid, validation.IsValid);
        if (!valid)
        {
            Assert.Equal(["prompt has 10,001 characters: 1 more than the 10,000 that a model reads. Shorten it."], validation.Errors);
        }
    }

    [Fact]
    public void The_same_id_always_gives_the_same_seed_and_other_ids_give_other_seeds()
    {
        Assert.Equal(1593252830, SeedFromId.Derive("order-1234"));
        long[] seeds = [.. Enumerable.Range(0, 10_000).Select(i => SeedFromId.Derive($"order-{i}"))];
        Assert.All(seeds, seed => Assert.InRange(seed, 1, PromptRules.MaximumSeed));
        Assert.InRange(seeds.Distinct().Count(), 9_990, 10_000);
    }
}
