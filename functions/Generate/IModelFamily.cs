using PromptToImage.Contracts.Steps;

namespace PromptToImage.Functions.Generate;

/// <summary>The request and response JSON of models that share it; one class, one file for each family.</summary>
internal interface IModelFamily
{
    /// <summary>Whether a model of this id speaks this JSON.</summary>
    bool Supports(string modelId);

    /// <summary>The body of InvokeModel.</summary>
    byte[] WriteRequest(GenerationRequest request);

    /// <summary>Reads the body of InvokeModel's answer.</summary>
    /// <exception cref="Errors.ContentFilteredException">The answer says that the content was refused.</exception>
    /// <exception cref="Errors.ModelOutputException">There is no picture in it.</exception>
    ModelImage ReadAnswer(ReadOnlyMemory<byte> answer, GenerationRequest request);
}
