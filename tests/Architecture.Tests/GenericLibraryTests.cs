using System.Text.RegularExpressions;

namespace PromptToImage.Architecture.Tests;

/// <summary>The emulator and the languages know nothing of this project's subject.</summary>
public sealed partial class GenericLibraryTests
{
    [Theory]
    [InlineData("local/AwsEmulator")]
    [InlineData("local/Jsonata")]
    [InlineData("local/SqsModel")]
    [InlineData("local/StatesLanguage")]
    public void No_type_member_string_or_comment_mentions_prompts_or_images(string folder) =>
        Assert.Empty(
            from file in Repository.Sources(folder)
            from line in file.Lines
            let words = line.Replace("PromptToImage.", "", StringComparison.Ordinal)
            // Picture strings are how XPath, and with it JSONata, describes the format of numbers and dates.
            where Subject().IsMatch(folder == "local/Jsonata" ? words.Replace("picture", "", StringComparison.OrdinalIgnoreCase) : words)
            select $"{file.Path}: {line.Trim()}"
        );

    [GeneratedRegex("prompt|image|picture", RegexOptions.IgnoreCase)]
    private static partial Regex Subject();
}
