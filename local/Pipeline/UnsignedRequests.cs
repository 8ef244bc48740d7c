using Amazon.Runtime;
using Amazon.Runtime.Identity;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Util;

namespace PromptToImage.Pipeline;

/// <summary>
/// Sends the requests of AWS clients in this process to services on this machine without a signature. They name their access key as signed
/// requests do, so that the caller is known. The emulator does not verify signatures, and signing takes a fifteenth of a prompt's processor time.
/// Requests to AWS are signed.
/// </summary>
internal sealed class UnsignedRequests : IRuntimePipelineCustomizer
{
    public string UniqueName => nameof(UnsignedRequests);

    /// <summary>Has effect on the clients that are created from now on.</summary>
    public static void Use() => RuntimePipelineCustomizerRegistry.Instance.Register(new UnsignedRequests());

    public void Customize(Type type, RuntimePipeline pipeline) => pipeline.AddHandlerBefore<Signer>(new SignerSelection());

    private sealed class SignerSelection : PipelineHandler
    {
        private static readonly AccessKeySigner AccessKeyOnly = new();

        public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
        {
            var context = executionContext.RequestContext;
            if (
                context.Signer is not NullSigner
                && Uri.TryCreate(context.ClientConfig.ServiceURL, UriKind.Absolute, out var endpoint)
                && endpoint.IsLoopback
            )
            {
                context.Signer = AccessKeyOnly;
            }

            return base.InvokeAsync<T>(executionContext);
        }
    }

    private sealed class AccessKeySigner : AbstractAWSSigner
    {
        public override ClientProtocol Protocol => ClientProtocol.RestProtocol;

        public override void Sign(IRequest request, IClientConfig clientConfig, RequestMetrics metrics, BaseIdentity identity)
        {
            if (identity is AWSCredentials credentials)
            {
                var key = credentials.GetCredentials().AccessKey;
                request.Headers["Authorization"] =
                    $"AWS4-HMAC-SHA256 Credential={key}/unsigned/{clientConfig.AuthenticationRegion}/local/aws4_request";
            }
        }
    }
}
