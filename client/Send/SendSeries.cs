using System.Globalization;
using PromptToImage.Client.Commands;
using PromptToImage.Client.Images;
using PromptToImage.CommandLine;
using PromptToImage.Contracts.Messages;

namespace PromptToImage.Client.Send;

/// <summary>The options of <c>send --count</c> and <c>send --seeds</c>.</summary>
/// <param name="Id">Null makes a new id. The prompts have the ids <c>{id}-1</c>, <c>{id}-2</c> and so on.</param>
/// <param name="Count">The number of images, where there are no seeds.</param>
/// <param name="Seeds">One seed for each image; empty derives a seed from each id.</param>
/// <param name="Get">Null does not wait for the images.</param>
internal sealed record SendSeriesOptions(
    string Prompt,
    PromptDefaults Defaults,
    string? Id,
    int Count,
    IReadOnlyList<long> Seeds,
    GetOptions? Get
);

/// <summary>Sends one prompt several times, for several images.</summary>
internal sealed class SendSeries(CommandContext context)
{
    public Task<ExitCode> RunAsync(SendSeriesOptions options, CancellationToken cancellationToken)
    {
        var id = options.Id ?? RequestIds.New(context.FillRandom);
        var count = options.Seeds.Count > 0 ? options.Seeds.Count : options.Count;
        var prompts = Enumerable.Range(0, count).Select(index => Create(options, id, index)).ToList();
        return new SendMany(context).RunAsync(prompts, prompts, skipped: 0, options.Get, cancellationToken);
    }

    private static OutgoingPrompt Create(SendSeriesOptions options, string id, int index)
    {
        var own = string.Create(CultureInfo.InvariantCulture, $"{id}-{index + 1}");
        if (!PromptId.IsValid(own))
        {
            throw CommandException.WrongUse($"The {PromptId.Explain(own)}");
        }

        var defaults = options.Seeds.Count > 0 ? options.Defaults with { Seed = options.Seeds[index] } : options.Defaults;
        var prompt = OutgoingPrompt.Check(defaults.ApplyTo(new PromptMessage { Prompt = options.Prompt }), own, out var errors);
        return errors.Count == 0 ? prompt : throw CommandException.WrongUse($"Nothing was sent: {string.Join(' ', errors)}");
    }
}
