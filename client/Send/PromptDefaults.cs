using System.Globalization;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Client.Send;

/// <summary>The values of the options. Values in a line of a file override them.</summary>
internal sealed record PromptDefaults(string? NegativePrompt, string? AspectRatio, long? Seed, string? OutputFormat)
{
    public PromptMessage ApplyTo(PromptMessage message)
    {
        return message with
        {
            NegativePrompt = message.NegativePrompt ?? NegativePrompt,
            AspectRatio = message.AspectRatio ?? AspectRatio,
            Seed = message.Seed ?? Seed?.ToString(CultureInfo.InvariantCulture),
            OutputFormat = message.OutputFormat ?? OutputFormat,
        };
    }
}
