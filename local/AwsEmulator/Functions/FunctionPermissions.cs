using PromptToImage.AwsEmulator.Authorization;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>
/// The permissions of Lambda's operations, https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html.
/// </summary>
public static class FunctionPermissions
{
    /// <summary>The permission to invoke a function. A version or an alias is a resource of its own.</summary>
    /// <param name="nameOrArn">A name, an ARN or a partial ARN, with or without a qualifier.</param>
    public static Permission Invoke(string nameOrArn) => For("InvokeFunction", nameOrArn);

    internal static Permission For(string action, string? nameOrArn) =>
        new($"lambda:{action}", nameOrArn is null ? "*" : ArnOf(nameOrArn));

    private static string ArnOf(string nameOrArn) =>
        FunctionReference.Parse(nameOrArn) is { } reference ? RegisteredFunction.ArnFor(reference.ToString()) : nameOrArn;
}
