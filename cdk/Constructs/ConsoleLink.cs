using Amazon.CDK;

namespace PromptToImage.Cdk.Constructs;

/// <summary>Links to pages of the Step Functions console in the stack's region.</summary>
public static class ConsoleLink
{
    public static string ToStateMachine(string arn) => $"{Root}statemachines/view/{arn}";

    public static string ToExecution(string arn) => $"{Root}v2/executions/details/{arn}";

    private static string Root => $"https://{Aws.REGION}.console.aws.amazon.com/states/home?region={Aws.REGION}#/";
}
