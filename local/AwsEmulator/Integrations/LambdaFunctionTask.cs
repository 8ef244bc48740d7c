using System.Text;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.AwsEmulator.Integrations;

/// <summary>
/// A function's ARN as the Resource: the function gets the task's input, and its response is the task's result,
/// https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html.
/// </summary>
public sealed class LambdaFunctionTask(FunctionRegistry functions, AccessControl access, IdGenerator ids) : ITaskIntegration
{
    public bool Accepts(TaskResource resource) => resource.Kind == TaskResourceKind.Lambda;

    public async Task<TaskOutcome> RunAsync(TaskCall call, CancellationToken cancellationToken)
    {
        FunctionResult response;
        try
        {
            access.Require(call.Caller, FunctionPermissions.Invoke(call.Resource.Arn));
            response = await functions.InvokeAsync(
                call.Resource.Arn,
                Encoding.UTF8.GetBytes(call.Parameters),
                call.IdempotencyScope,
                call.Task,
                cancellationToken
            );
        }
        catch (AwsException e)
        {
            return FunctionResponse.From(e, call.Resource.Arn, ids.Next());
        }

        return !response.IsError
            ? TaskOutcome.Succeeded(FunctionResponse.Text(response.Payload))
            : FunctionResponse.Failure(response.Payload);
    }
}
