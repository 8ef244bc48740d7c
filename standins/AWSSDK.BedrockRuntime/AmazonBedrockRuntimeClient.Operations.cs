using Amazon.BedrockRuntime.Internal;
using Amazon.BedrockRuntime.Model;

namespace Amazon.BedrockRuntime;

public partial class AmazonBedrockRuntimeClient
{
    public virtual Task<InvokeModelResponse> InvokeModelAsync(InvokeModelRequest request, CancellationToken cancellationToken = default)
    {
        return InvokeAsync(request, BedrockOperations.InvokeModel, cancellationToken);
    }
}
