using System.Collections.Concurrent;
using PromptToImage.AwsEmulator.Authorization;

namespace PromptToImage.AwsEmulator.Tests.Authorization;

/// <summary>Denies the actions that a test names, and records which permissions are asked for.</summary>
internal sealed class RecordingAuthorizer : IAuthorizer
{
    public const string AccessKeyId = "ASIAEXAMPLE";

    public static readonly RoleSession Session = new("arn:aws:iam::000000000000:role/service/worker", "resize");

    private readonly ConcurrentQueue<Permission> _asked = new();

    /// <summary>The decision on actions that are denied.</summary>
    public Dictionary<string, AccessDecision> Denied { get; } = [];

    public IReadOnlyList<Permission> Asked => [.. _asked];

    public Caller? LastCaller { get; private set; }

    public Caller FindCaller(string? accessKeyId) => accessKeyId == AccessKeyId ? Session : Caller.Administrator;

    public AccessDecision Decide(Caller caller, Permission permission)
    {
        LastCaller = caller;
        _asked.Enqueue(permission);
        return Denied.GetValueOrDefault(permission.Action, AccessDecision.Allowed);
    }
}
