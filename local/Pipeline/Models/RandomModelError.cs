using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.Pipeline.Models;

/// <summary>The errors of Bedrock's InvokeModel for failures on its side, with the texts and status codes of
/// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html#API_runtime_InvokeModel_Errors.</summary>
internal static class RandomModelError
{
    /// <param name="draw">0 inclusive to 1 exclusive.</param>
    public static AwsException Create(double draw, string modelId) =>
        (int)(draw * 4) switch
        {
            0 => new("ModelErrorException", "The system encountered an unexpected error during processing. Try your request again.", 424)
            {
                Details = new Dictionary<string, string> { ["resourceName"] = modelId },
            },
            1 => new(
                "InternalServerException",
                "The system encountered an unexpected error during processing. Try your request again.",
                500
            ),
            2 => new("ModelTimeoutException", "Model has timed out in processing the request. Try your request again.", 408),
            _ => new("ServiceUnavailableException", "Bedrock is unable to process your request.", 503),
        };
}
