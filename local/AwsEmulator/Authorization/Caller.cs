using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Authorization;

/// <summary>Who makes a request.</summary>
public abstract record Caller
{
    private protected Caller() { }

    /// <summary>The administrator of the account: a person's own clients, and the host itself.</summary>
    public static Caller Administrator { get; } = new AccountAdministrator();

    /// <summary>The caller as AWS's error messages name it: an ARN, or the name of a service.</summary>
    public abstract string Name { get; }
}

/// <summary>The root user of the account. Only an explicit deny in a resource-based policy stops it.</summary>
public sealed record AccountAdministrator : Caller
{
    /// <summary>The ARN, which in policies also stands for the account.</summary>
    public static string Arn { get; } = $"arn:aws:iam::{AwsAccount.Id}:root";

    public override string Name => Arn;
}

/// <summary>A session of an IAM role: a function, a state machine or an API that acts with the permissions of its role.</summary>
/// <param name="RoleArn"><c>arn:aws:iam::000000000000:role/name</c>.</param>
/// <param name="SessionName">The name that the service gives the session. Lambda uses the function's name.</param>
public sealed record RoleSession(string RoleArn, string SessionName) : Caller
{
    public override string Name =>
        $"arn:aws:sts::{AwsAccount.Id}:assumed-role/{RoleArn[(RoleArn.LastIndexOf('/') + 1)..]}/{SessionName}";
}

/// <summary>An AWS service that acts for one of its resources, such as EventBridge for a rule. It has no identity-based policy.</summary>
/// <param name="Service">The service principal: <c>events.amazonaws.com</c>.</param>
/// <param name="SourceArn">The ARN of the resource, for the condition key <c>aws:SourceArn</c>.</param>
public sealed record ServicePrincipal(string Service, string SourceArn) : Caller
{
    public override string Name => Service;
}
