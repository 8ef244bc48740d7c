using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>The errors of Lambda, with AWS's messages.</summary>
internal static class FunctionErrors
{
    private static readonly Dictionary<string, string> UserError = new() { ["Type"] = "User" };

    /// <param name="nameOrArn">As the caller wrote it.</param>
    public static AwsException FunctionNotFound(string nameOrArn) =>
        NotFound(
            $"Function not found: {(nameOrArn.StartsWith("arn:", StringComparison.Ordinal) ? nameOrArn : RegisteredFunction.ArnFor(nameOrArn))}"
        );

    public static AwsException AliasNotFound(string aliasArn) => NotFound($"Cannot find alias arn: {aliasArn}");

    public static AwsException AliasAlreadyExists(string aliasArn) =>
        new("ResourceConflictException", $"Alias already exists: {aliasArn}", 409) { Details = UserError };

    public static AwsException VersionInUse(string versionArn, IEnumerable<string> aliases) =>
        new(
            "ResourceConflictException",
            $"Version {versionArn} is referenced by the aliases: {string.Join(", ", aliases)}",
            409
        )
        {
            Details = UserError,
        };

    public static AwsException InvalidParameter(string message) =>
        new("InvalidParameterValueException", message) { Details = UserError };

    private static AwsException NotFound(string message) => new("ResourceNotFoundException", message, 404) { Details = UserError };
}
