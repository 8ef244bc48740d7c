using System.Text;
using PromptToImage.AwsEmulator.Functions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.StatesLanguage.Definition;

namespace PromptToImage.AwsEmulator.Integrations;

/// <summary>
/// A function's ARN as Resource: the function's input is the task's, its result the task's result,
/// https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html.
/// </summary>
public sealed class LambdaFunctionTask(FunctionRegistry functions, IdSource ids) : ITaskIntegration
{
    public bool Accepts(TaskResource resource) => resource.Kind == TaskResourceKind.Lambda;

    public async Task<TaskOutcome> RunAsync(TaskCall call, CancellationToken cancellationToken)
    {
        FunctionResult answer;
        try
        {
            answer = await functions.InvokeAsync(
                call.Resource.Arn,
                Encoding.UTF8.GetBytes(call.Parameters),
                call.EffectScope,
                cancellationToken
            );
        }
        catch (AwsException e)
        {
            return FunctionAnswer.Refused(e, call.Resource.Arn, ids.Next());
        }

        return !answer.IsError ? TaskOutcome.Succeeded(FunctionAnswer.Text(answer.Payload)) : FunctionAnswer.Failure(answer.Payload);
    }
}
