namespace PromptToImage.Pipeline.Models.OpenAi;

/// <summary>
/// The arguments that the server of stable-diffusion.cpp reads from the prompt and removes from it, because it has no fields for them:
/// https://github.com/leejet/stable-diffusion.cpp/blob/master/examples/server/api.md#sd_cpp_extra_args.
/// </summary>
internal sealed record NativeArguments(long Seed, string? NegativePrompt)
{
    /// <summary>The only id in this server's list of models.</summary>
    public const string ModelId = "sd-cpp-local";
}
