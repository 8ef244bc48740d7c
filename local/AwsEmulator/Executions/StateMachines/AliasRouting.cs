using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Executions.StateMachines;

/// <summary>Checks the routing configuration of an alias, with AWS's messages.</summary>
internal static class AliasRouting
{
    private const int MaxWeight = 100;

    /// <param name="routes">Version ARNs with their weights.</param>
    /// <param name="find">Finds a state machine by its name.</param>
    /// <returns>The state machine of the versions, and their numbers with the weights.</returns>
    /// <exception cref="AwsException">ValidationException, InvalidArn, ResourceNotFound.</exception>
    public static (StateMachineRecord Machine, IReadOnlyList<AliasRoute> Routes) Read(
        IReadOnlyList<KeyValuePair<string, int>> routes,
        Func<string, StateMachineRecord?> find
    )
    {
        var arns = $"[{string.Join(", ", routes.Select(route => route.Key))}]";
        CheckShape(routes, arns);
        if (routes.Sum(route => route.Value) != MaxWeight)
        {
            throw StatesErrors.InvalidRouting(
                "Sum of routing configuration weights must equal 100. "
                    + $"Received: [{string.Join(", ", routes.Select(route => route.Value))}]"
            );
        }

        var names = routes.Select(route => StatesArn.QualifiedName(route.Key) ?? throw StatesErrors.MissingResource()).ToList();
        if (names.Any(name => name.Version is null))
        {
            throw StatesErrors.InvalidRouting($"Routing configuration must contain state machine version ARNs. Received: {arns}");
        }

        if (names.DistinctBy(name => name.StateMachine).Count() > 1)
        {
            throw StatesErrors.InvalidRouting(
                $"Routing configuration must contain version ARNs of the same state machine. Received: {arns}"
            );
        }

        var machine = find(names[0].StateMachine);
        if (machine is null || names.Any(name => !machine.Versions.ContainsKey(name.Version!.Value)))
        {
            throw StatesErrors.MissingResource();
        }

        return (machine, [.. names.Select((name, i) => new AliasRoute(name.Version!.Value, routes[i].Value))]);
    }

    private static void CheckShape(IReadOnlyList<KeyValuePair<string, int>> routes, string arns)
    {
        if (routes.Count is 0 or > 2)
        {
            var items = routes.Select(route => $"RoutingConfigurationListItem(stateMachineVersionArn={route.Key}, weight={route.Value})");
            throw StatesErrors.Validation(
                $"1 validation error detected: Value '[{string.Join(", ", items)}]' at 'routingConfiguration' failed to satisfy constraint: "
                    + (routes.Count == 0
                        ? "Member must have length greater than or equal to 1"
                        : "Member must have length less than or equal to 2")
            );
        }

        for (var i = 0; i < routes.Count; i++)
        {
            if (routes[i].Value is < 0 or > MaxWeight)
            {
                throw StatesErrors.Validation(
                    $"1 validation error detected: Value '{routes[i].Value}' at 'routingConfiguration.{i + 1}.member.weight' failed to satisfy constraint: "
                        + (routes[i].Value < 0
                            ? "Member must have value greater than or equal to 0"
                            : "Member must have value less than or equal to 100")
                );
            }
        }

        if (routes.Count == 2 && routes[0].Key == routes[1].Key)
        {
            throw StatesErrors.InvalidRouting($"Routing configuration must contain distinct state machine version ARNs. Received: {arns}");
        }
    }
}
