using PromptToImage.AwsEmulator.Executions;
using PromptToImage.StatesLanguage;
using PromptToImage.WebConsole.Model;

namespace PromptToImage.WebConsole.Tests;

public sealed class DisplayFormatTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_time_is_shown_in_UTC() =>
        Assert.Equal("2026-01-02 12:00:00.000 UTC", DisplayFormat.Time(Noon.ToOffset(TimeSpan.FromHours(5))));

    [Theory]
    [InlineData(ExecutionStatus.Succeeded, "SUCCEEDED")]
    [InlineData(ExecutionStatus.TimedOut, "TIMED_OUT")]
    public void A_status_has_AWS_s_name(ExecutionStatus status, string name) => Assert.Equal(name, DisplayFormat.Status(status));

    [Fact]
    public void A_running_execution_has_lasted_until_now()
    {
        Assert.Equal("3.0 s", DisplayFormat.Duration(Noon, null, Noon.AddSeconds(3)));
        Assert.Equal("1.0 s", DisplayFormat.Duration(Noon, Noon.AddSeconds(1), Noon.AddSeconds(3)));
    }

    [Fact]
    public void Characters_that_change_the_direction_of_text_are_escaped()
    {
        Assert.Equal(@"a\u202eb\u2066c\u061c", DisplayFormat.Visible("a\u202Eb\u2066c\u061C"));
        Assert.Equal("שלום 👩‍🎨 é", DisplayFormat.Visible("שלום 👩‍🎨 é"));
        Assert.Equal(@"""\u202e""", DisplayFormat.Json("\"\u202E\""));
        Assert.Equal("", DisplayFormat.Visible(null));
    }

    [Fact]
    public void JSON_is_indented_without_escaping_characters() =>
        Assert.Equal("{\n  \"a\": \"<é>\"\n}", DisplayFormat.Json("""{"a":"<é>"}""").ReplaceLineEndings("\n"));

    [Theory]
    [InlineData("{ not JSON", "{ not JSON")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Text_that_is_not_JSON_is_shown_unchanged(string? text, string shown) => Assert.Equal(shown, DisplayFormat.Json(text));

    [Theory]
    [InlineData("croissant", 1)]
    [InlineData("croissant-r2", 2)]
    [InlineData("croissant-r17", 17)]
    [InlineData("croissant-red", 1)]
    [InlineData("-r2", 1)]
    public void An_execution_s_name_contains_its_attempt(string name, int attempt) =>
        Assert.Equal(attempt, DisplayFormat.Attempt(Record(name)));

    [Theory]
    [InlineData(null)]
    [InlineData("[]")]
    [InlineData("""{"other":1}""")]
    public void Output_without_a_stored_image_has_none(string? output) =>
        Assert.Null(
            DisplayFormat.StoredImage(
                new ExecutionDetails
                {
                    Execution = Record("croissant"),
                    Input = "{}",
                    Output = output,
                }
            )
        );

    private static ExecutionRecord Record(string name) =>
        new()
        {
            StateMachineName = "prompt-to-image",
            Name = name,
            Status = ExecutionStatus.Succeeded,
            StartDate = Noon,
        };
}
