using PromptToImage.Pipeline;

namespace PromptToImage.WebConsole.Model;

/// <summary>The pipeline that the console shows. The server listens a moment before the pipeline is complete; until then there is none.</summary>
public sealed class ConsolePipeline
{
    private LocalPipeline? _pipeline;

    public bool IsReady => _pipeline is not null;

    /// <exception cref="InvalidOperationException">The pipeline is still starting.</exception>
    public LocalPipeline Current => _pipeline ?? throw new InvalidOperationException("The pipeline is still starting.");

    public void Show(LocalPipeline pipeline) => _pipeline = pipeline;
}
