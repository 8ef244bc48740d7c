using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.Deployment.Iam;

/// <summary>Decides by the policies of roles and resources. Thread-safe.</summary>
public sealed class PolicyAuthorizer : IAuthorizer
{
    private readonly ConcurrentDictionary<string, RoleSession> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<PolicyDocument>> _rolePolicies = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<PolicyDocument>> _resourcePolicies = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<GrantedAction, bool> _used = new();

    /// <summary>The granted actions that have allowed at least one request.</summary>
    public IReadOnlyCollection<GrantedAction> UsedGrants => [.. _used.Keys];

    /// <summary>Every action that a policy allows, with every resource.</summary>
    public IReadOnlyCollection<GrantedAction> Grants =>
        [
            .. from policy in _rolePolicies.Values.Concat(_resourcePolicies.Values).SelectMany(policies => policies)
            from statement in policy.Statements
            where statement.Allows
            from action in statement.Actions.Patterns
            from resource in statement.Resources.Patterns
            select new GrantedAction(statement.Policy, statement.Position, action.Text, resource.Text),
        ];

    /// <summary>
    /// Attaches a policy to a role. A role that has only a trust policy may do nothing; a role without any policy is not restricted.
    /// </summary>
    public void AddRolePolicy(string roleArn, PolicyDocument policy) => Add(_rolePolicies, roleArn, policy);

    /// <summary>
    /// Attaches a policy to a queue, topic, bucket or function, to a version or an alias of a function, or, as trust policy, to a role.
    /// </summary>
    public void AddResourcePolicy(string resourceArn, PolicyDocument policy) => Add(_resourcePolicies, resourceArn, policy);

    /// <summary>Lets a service assume a role, if the role's trust policy allows it.</summary>
    /// <returns>The session; null if the service may not assume the role.</returns>
    public RoleSession? AssumeRole(ServicePrincipal service, string roleArn, string sessionName) =>
        Decide(service, new Permission("sts:AssumeRole", roleArn)) == AccessDecision.Allowed ? new RoleSession(roleArn, sessionName) : null;

    /// <summary>Issues the credentials of a session. Requests that are signed with them have its role's permissions.</summary>
    public AccessKey CreateAccessKey(RoleSession session)
    {
        var key = AccessKey.For(session);
        _sessions[key.Id] = session;
        return key;
    }

    public Caller FindCaller(string? accessKeyId) =>
        accessKeyId is not null && _sessions.TryGetValue(accessKeyId, out var session) ? session : Caller.Administrator;

    public AccessDecision Decide(Caller caller, Permission permission)
    {
        // A role that no template declares is that of a person's own state machine. Its policies are not known here.
        caller = caller is RoleSession { RoleArn: var role } && !IsDeclared(role) ? Caller.Administrator : caller;
        var identity = caller is RoleSession session ? _rolePolicies.GetValueOrDefault(session.RoleArn, []) : [];
        var (decision, statement) = PolicyEvaluator.Evaluate(caller, permission, identity, ResourcePolicies(permission.Resource));
        // A statement with NotAction or NotResource grants nothing by name.
        if (
            decision == AccessDecision.Allowed
            && statement?.Actions.Find(permission.Action) is { } action
            && statement.Resources.Find(permission.Resource) is { } resource
        )
        {
            _used.TryAdd(new GrantedAction(statement.Policy, statement.Position, action.Text, resource.Text), true);
        }

        return decision;
    }

    private bool IsDeclared(string roleArn) => _rolePolicies.ContainsKey(roleArn) || _resourcePolicies.ContainsKey(roleArn);

    private ImmutableArray<PolicyDocument> ResourcePolicies(string resource)
    {
        if (resource.StartsWith("arn:aws:s3:::", StringComparison.Ordinal))
        {
            // An object is subject to the policy of its bucket.
            var slash = resource.IndexOf('/', StringComparison.Ordinal);
            return _resourcePolicies.GetValueOrDefault(slash < 0 ? resource : resource[..slash], []);
        }

        return _resourcePolicies.TryGetValue(resource, out var policies) ? policies
            : resource.StartsWith("arn:aws:sns:", StringComparison.Ordinal) ? _resourcePolicies.GetOrAdd(resource, DefaultTopicPolicies)
            : [];
    }

    /// <summary>
    /// SNS gives a topic without a policy this one, which lets services publish for resources of the account,
    /// https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html.
    /// </summary>
    private static ImmutableArray<PolicyDocument> DefaultTopicPolicies(string topicArn)
    {
        using var document = JsonDocument.Parse(
            $$"""
            {
              "Version": "2008-10-17",
              "Statement": {
                "Effect": "Allow",
                "Principal": { "AWS": "*" },
                "Action": ["SNS:Publish", "SNS:GetTopicAttributes", "SNS:ListSubscriptionsByTopic", "SNS:Subscribe"],
                "Resource": "{{topicArn}}",
                "Condition": { "StringEquals": { "AWS:SourceOwner": "{{AwsAccount.Id}}" } }
              }
            }
            """
        );
        return [PolicyDocument.ParseResourcePolicy($"The default policy of {topicArn}", document.RootElement)];
    }

    private static void Add(
        ConcurrentDictionary<string, ImmutableArray<PolicyDocument>> policies,
        string arn,
        PolicyDocument policy
    ) => policies.AddOrUpdate(arn, [policy], (_, present) => present.Add(policy));
}
