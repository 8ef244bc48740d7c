using System.Globalization;
using PromptToImage.Contracts.Steps;

namespace PromptToImage.Contracts.Messages;

/// <summary>
/// The only implementation of the rules for prompts. The pipeline applies it to each message, and senders can apply it before they send.
/// Pure: equal messages give equal results.
/// </summary>
public static class PromptRules
{
    /// <summary>
    /// The maximum length of a prompt and of a negative prompt, in UTF-16 code units, as .NET and JavaScript count. A text of this length
    /// does not exceed the models' own limit of 10,000 characters. Both texts (at most 60,000 bytes of UTF-8), the message and an error
    /// fit into the 256 KiB of a state's data.
    /// </summary>
    public const int MaximumLength = 10_000;

    public const long MaximumSeed = 4_294_967_294;

    public const string DefaultModelId = "stability.stable-image-core-v1:1";

    /// <summary>A region that offers <see cref="DefaultModelId"/>.</summary>
    public const string DefaultModelRegion = "us-west-2";

    public const string DefaultAspectRatio = "1:1";

    public const string DefaultOutputFormat = ImageFormat.Png;

    public static IReadOnlyList<string> AspectRatios { get; } = ["16:9", "1:1", "21:9", "2:3", "3:2", "4:5", "5:4", "9:16", "9:21"];

    public static IReadOnlyList<string> OutputFormats { get; } = [ImageFormat.Png, ImageFormat.Jpeg];

    /// <summary>Validates the body of a queue message.</summary>
    /// <param name="message">Plain text or a JSON object, as it is in the queue.</param>
    /// <param name="id">The prompt's id. A missing seed is derived from it.</param>
    public static PromptValidation Check(string message, string id, string modelId = DefaultModelId)
    {
        var read = MessageReader.Read(message);
        List<string> errors = [.. read.Errors];
        var unusableId = read.Id is not null && read.UsableId is null ? read.Id : null;
        // The caller of an execution that Start did not start can pass any id.
        unusableId ??= PromptId.IsValid(id) ? null : id;
        if (unusableId is not null)
        {
            errors.Add(PromptId.Explain(unusableId));
        }

        // If there is no prompt, the reader has already reported the reason.
        var prompt = read.Prompt is { } text ? PromptText.Check("prompt", text, isRequired: true, errors) : null;
        var negative = PromptText.Check("negativePrompt", read.NegativePrompt ?? "", isRequired: false, errors);
        var aspectRatio = OneOf("aspectRatio", read.AspectRatio, DefaultAspectRatio, AspectRatios, errors);
        var outputFormat = OneOf("outputFormat", read.OutputFormat, DefaultOutputFormat, OutputFormats, errors);
        var seed = CheckSeed(read.Seed, id, errors);

        if (errors.Count > 0 || prompt is null)
        {
            return new PromptValidation(null, errors);
        }

        return new PromptValidation(
            new GenerationRequest
            {
                Id = id,
                Prompt = prompt,
                NegativePrompt = negative,
                AspectRatio = aspectRatio,
                Seed = seed,
                OutputFormat = outputFormat,
                ModelId = modelId,
            },
            errors
        );
    }

    private static string OneOf(string name, string? value, string absent, IReadOnlyList<string> allowed, List<string> errors)
    {
        if (value is null)
        {
            return absent;
        }

        if (!allowed.Contains(value))
        {
            errors.Add($"{name} '{PrintableText.OneLine(value, 40)}' is not offered: use one of {string.Join(", ", allowed)}.");
        }

        return value;
    }

    private static long CheckSeed(string? value, string id, List<string> errors)
    {
        if (value is null)
        {
            return SeedFromId.Derive(id);
        }

        if (
            long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed)
            && seed is >= 0 and <= MaximumSeed
        )
        {
            return seed;
        }

        errors.Add($"seed {PrintableText.OneLine(value, 40)} cannot be used: it must be a whole number from 0 to {MaximumSeed}.");
        return 0;
    }
}
