using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.Deployment.Iam;

/// <summary>
/// Parses policy documents. Elements, operators and keys that the evaluation does not know are errors, so that no part of a policy is
/// silently ignored.
/// </summary>
internal sealed partial class PolicyParser(string policy, bool hasPrincipals)
{
    private static readonly string[] Versions = ["2012-10-17", "2008-10-17"];

    /// <exception cref="PolicyFormatException">The document is invalid, or contains something that is not supported.</exception>
    public PolicyDocument Parse(JsonElement document)
    {
        List<PolicyStatement> statements = [];
        foreach (var (name, value) in Members(document, "The policy"))
        {
            switch (name)
            {
                case "Version" when Versions.Contains(Text(value, name)):
                case "Id":
                    break;
                case "Statement":
                    statements.AddRange(OneOrMany(value).Select(Statement));
                    break;
                default:
                    throw Invalid($"{name} {value} is not supported.");
            }
        }

        return new PolicyDocument(policy, statements.Count > 0 ? statements : throw Invalid("The policy has no statement."));
    }

    private PolicyStatement Statement(JsonElement statement, int position)
    {
        bool? allows = null;
        PrincipalList? principals = null;
        PatternList? actions = null;
        PatternList? resources = null;
        IReadOnlyList<StatementCondition> conditions = [];
        foreach (var (name, value) in Members(statement, $"Statement {position}"))
        {
            switch (name)
            {
                case "Sid":
                    break;
                case "Effect":
                    allows = Text(value, name) switch
                    {
                        "Allow" => true,
                        "Deny" => false,
                        var other => throw Invalid($"The effect '{other}' is neither Allow nor Deny."),
                    };
                    break;
                case "Principal" or "NotPrincipal" when hasPrincipals && principals is null:
                    principals = new PrincipalList(Principals(value), name == "NotPrincipal");
                    break;
                case "Action" or "NotAction" when actions is null:
                    actions = Patterns(name, value, text => WildcardPattern.ForText(text, ignoresCase: true));
                    break;
                case "Resource" or "NotResource" when resources is null:
                    resources = Patterns(name, value, WildcardPattern.ForResource);
                    break;
                case "Condition":
                    conditions = Conditions(value);
                    break;
                default:
                    throw Invalid($"Statement {position} has the element {name}, which is not supported here.");
            }
        }

        if (allows == true && principals is { IsNegated: true })
        {
            throw Invalid($"Statement {position} allows all but some principals. NotPrincipal is supported only with Deny.");
        }

        return new PolicyStatement
        {
            Policy = policy,
            Position = position,
            Allows = allows ?? throw Missing("Effect"),
            Principals = hasPrincipals ? principals ?? throw Missing("Principal") : null,
            Actions = actions ?? throw Missing("Action"),
            // A trust policy has no resource: it is about its role.
            Resources =
                resources ?? (hasPrincipals ? new PatternList([WildcardPattern.ForResource("*")], false) : throw Missing("Resource")),
            Conditions = conditions,
        };

        PolicyFormatException Missing(string element) => Invalid($"Statement {position} has no {element}.");
    }

    private PatternList Patterns(string element, JsonElement value, Func<string, WildcardPattern> create)
    {
        var patterns = Texts(value, element).Select(create).ToImmutableArray();
        return patterns.Length > 0
            ? new PatternList(patterns, element.StartsWith("Not", StringComparison.Ordinal))
            : throw Invalid($"{element} is empty.");
    }

    private List<string> Principals(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return Text(value, "Principal") == PrincipalList.Everyone
                ? [PrincipalList.Everyone]
                : throw Invalid($"The principal {value} is not supported.");
        }

        List<string> names = [];
        foreach (var (type, principals) in Members(value, "Principal"))
        {
            foreach (var name in Texts(principals, type))
            {
                names.Add(
                    type switch
                    {
                        "AWS" when name == PrincipalList.Everyone || RoleOrSession().IsMatch(name) => name,
                        "AWS" when name == AwsAccount.Id || name == AccountAdministrator.Arn => AccountAdministrator.Arn,
                        "Service" when name.Contains('.', StringComparison.Ordinal) => name,
                        _ => throw Invalid($"The principal {{\"{type}\": \"{name}\"}} is not supported."),
                    }
                );
            }
        }

        return names;
    }

    private List<StatementCondition> Conditions(JsonElement value)
    {
        List<StatementCondition> conditions = [];
        foreach (var (name, keys) in Members(value, "Condition"))
        {
            var comparison = ConditionOperator.Find(name) ?? throw Invalid($"The condition operator {name} is not supported.");
            foreach (var (key, values) in Members(keys, name))
            {
                if (!ConditionKeys.IsKnown(key))
                {
                    throw Invalid($"The condition key {key} is not supported.");
                }

                conditions.Add(new StatementCondition(key, comparison, [.. Texts(values, key).Select(comparison.Test)]));
            }
        }

        return conditions;
    }

    private IEnumerable<(string Name, JsonElement Value)> Members(JsonElement value, string what) =>
        value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().Select(member => (member.Name, member.Value))
            : throw Invalid($"{what} is not an object.");

    private IEnumerable<string> Texts(JsonElement value, string what) => OneOrMany(value).Select(item => Text(item, what));

    private string Text(JsonElement value, string what) =>
        value.ValueKind switch
        {
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.String when value.GetString()!.Contains("${", StringComparison.Ordinal) => throw Invalid(
                $"{what} contains the policy variable {value}, which is not supported."
            ),
            JsonValueKind.String => value.GetString()!,
            _ => throw Invalid($"{what} contains {value}, which is not a text."),
        };

    private static List<JsonElement> OneOrMany(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];

    private PolicyFormatException Invalid(string message) => new(policy, message);

    [GeneratedRegex(@"^arn:aws:(iam::\d{12}:role|sts::\d{12}:assumed-role)/[^*?]+$")]
    private static partial Regex RoleOrSession();
}
