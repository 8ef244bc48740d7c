using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace PromptToImage.Pipeline.Telemetry;

/// <summary>Records the calls of AWS clients in the invocation that makes them.</summary>
internal sealed class AwsCallRecorder : IRuntimePipelineCustomizer
{
    public string UniqueName => nameof(AwsCallRecorder);

    /// <summary>Has effect on the clients that are created from now on.</summary>
    public static void Use() => RuntimePipelineCustomizerRegistry.Instance.Register(new AwsCallRecorder());

    public void Customize(Type type, RuntimePipeline pipeline) => pipeline.AddHandler(new Recording());

    private sealed class Recording : PipelineHandler
    {
        private const string RequestSuffix = "Request";

        public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
        {
            if (RunningInvocation.Current is not { } invocation)
            {
                return await base.InvokeAsync<T>(executionContext);
            }

            var context = executionContext.RequestContext;
            var service = context.ServiceMetaData.ServiceId;
            var operation = context.RequestName;
            operation = operation.EndsWith(RequestSuffix, StringComparison.Ordinal) ? operation[..^RequestSuffix.Length] : operation;
            var start = invocation.Begin(context.OriginalRequest);
            try
            {
                var response = await base.InvokeAsync<T>(executionContext);
                invocation.End(service, operation, start, executionContext.ResponseContext.Response, context.Retries);
                return response;
            }
            catch (Exception e)
            {
                invocation.Fail(service, operation, start, e, context.Retries);
                throw;
            }
        }
    }
}
