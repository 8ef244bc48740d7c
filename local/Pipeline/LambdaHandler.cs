using Amazon.Lambda.Core;
using PromptToImage.AwsEmulator.Functions;

namespace PromptToImage.Pipeline;

/// <summary>Calls a Lambda handler as the managed runtime does: the payload goes through the handler's serializer.</summary>
internal static class LambdaHandler
{
    public static FunctionHandler Create<TInput, TOutput>(
        Func<TInput, ILambdaContext, Task<TOutput>> handler,
        ILambdaSerializer serializer,
        TimeProvider time,
        ILambdaLogger logger
    ) =>
        async (payload, invocation, _) =>
        {
            using var input = new MemoryStream(payload.ToArray(), writable: false);
            var context = new LocalLambdaContext(invocation, time, logger);
            var result = await handler(serializer.Deserialize<TInput>(input), context);
            using var output = new MemoryStream();
            serializer.Serialize(result, output);
            return output.ToArray();
        };
}
