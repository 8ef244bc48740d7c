using System.Text.RegularExpressions;

namespace PromptToImage.Architecture.Tests;

/// <summary>The emulator and the languages know nothing of this project's subject.</summary>
public sealed partial class GenericLibraryTests
{
    // JSONata's own error messages, word for word.
    private const string OriginalMessages = "local/Jsonata/Errors/ErrorMessages.cs";

    [Theory]
    [InlineData("local/AwsEmulator")]
    [InlineData("local/CloudWatchModel")]
    [InlineData("local/Deployment")]
    [InlineData("local/Jsonata")]
    [InlineData("local/SqsModel")]
    [InlineData("local/StatesLanguage")]
    public void No_type_member_string_or_comment_mentions_prompts_or_images(string folder) =>
        Assert.Empty(
            from file in Repository.Sources(folder)
            where file.Path != OriginalMessages
            from line in file.Lines
            where Subject().IsMatch(line.Replace("PromptToImage.", "", StringComparison.Ordinal))
            select $"{file.Path}: {line.Trim()}"
        );

    [GeneratedRegex("prompt|image|picture", RegexOptions.IgnoreCase)]
    private static partial Regex Subject();
}
