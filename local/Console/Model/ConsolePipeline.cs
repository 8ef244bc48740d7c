using PromptToImage.Pipeline;

namespace PromptToImage.WebConsole.Model;

/// <summary>Holds the pipeline that the console shows. The server accepts requests shortly before the pipeline is ready.</summary>
public sealed class ConsolePipeline
{
    private LocalPipeline? _pipeline;

    public bool IsReady => _pipeline is not null;

    /// <exception cref="InvalidOperationException">The pipeline is still starting.</exception>
    public LocalPipeline Current => _pipeline ?? throw new InvalidOperationException("The pipeline is still starting.");

    public void Show(LocalPipeline pipeline) => _pipeline = pipeline;
}
