using PromptToImage.Contracts.Steps;

namespace PromptToImage.Functions.Generate;

/// <summary>Writes requests and reads responses of models that share one JSON format. Each family has one class in its own file.</summary>
internal interface IModelFamily
{
    /// <summary>Whether the model with this id uses this family's JSON format.</summary>
    bool Supports(string modelId);

    /// <summary>The body of InvokeModel.</summary>
    byte[] WriteRequest(GenerationRequest request);

    /// <summary>Reads the body of InvokeModel's response.</summary>
    /// <exception cref="Errors.ContentFilteredException">The response says that the content was blocked.</exception>
    /// <exception cref="Errors.ModelOutputException">The response has no usable image.</exception>
    ModelImage ReadResponse(ReadOnlyMemory<byte> response, GenerationRequest request);
}
