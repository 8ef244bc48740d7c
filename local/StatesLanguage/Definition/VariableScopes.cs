using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>
/// Checks that no Parallel or Map assigns a variable that a scope around it assigns. Each branch and item processor is a scope.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html</remarks>
internal static class VariableScopes
{
    public static void Check(JsonObject document, ErrorCollector errors) => Check(document, "", [], errors);

    /// <param name="outer">The variables that the scopes around the flow assign.</param>
    private static void Check(JsonObject flow, string pointer, HashSet<string> outer, ErrorCollector errors)
    {
        if (flow["States"] is not JsonObject states)
        {
            return;
        }

        var visible = new HashSet<string>(outer, StringComparer.Ordinal);
        pointer = FieldReader.Below(pointer, "States");
        foreach (var (name, value) in states)
        {
            if (value is JsonObject state)
            {
                AddAssigned(state, FieldReader.Below(pointer, name), outer, visible, errors);
            }
        }

        foreach (var (name, value) in states)
        {
            if (value is JsonObject state)
            {
                CheckInner(state, FieldReader.Below(pointer, name), visible, errors);
            }
        }
    }

    private static void CheckInner(JsonObject state, string pointer, HashSet<string> visible, ErrorCollector errors)
    {
        foreach (var (branch, below) in Entries(state, pointer, "Branches"))
        {
            Check(branch, below, visible, errors);
        }

        foreach (var key in (string[])["ItemProcessor", "Iterator"])
        {
            if (state[key] is JsonObject processor)
            {
                var isDistributed = processor["ProcessorConfig"]?["Mode"] is JsonString { Value: "DISTRIBUTED" };
                Check(processor, FieldReader.Below(pointer, key), isDistributed ? [] : visible, errors);
            }
        }
    }

    private static void AddAssigned(JsonObject state, string pointer, HashSet<string> outer, HashSet<string> visible, ErrorCollector errors)
    {
        var owners = Entries(state, pointer, "Catch").Concat(Entries(state, pointer, "Choices")).Prepend((state, pointer));
        foreach (var (owner, at) in owners)
        {
            if (owner["Assign"] is not JsonObject assigned)
            {
                continue;
            }

            foreach (var (key, _) in assigned)
            {
                var name = key.EndsWith(".$", StringComparison.Ordinal) ? key[..^2] : key;
                visible.Add(name);
                if (outer.Contains(name))
                {
                    errors.Add(
                        FieldReader.Below(FieldReader.Below(at, "Assign"), key),
                        $"The variable '{name}' is assigned in an outer scope. An inner scope cannot assign it"
                    );
                }
            }
        }
    }

    private static IEnumerable<(JsonObject Entry, string Pointer)> Entries(JsonObject state, string pointer, string key) =>
        state[key] is JsonArray array
            ? array
                .Select((entry, i) => (Entry: entry as JsonObject, Index: i))
                .Where(entry => entry.Entry is not null)
                .Select(entry => (entry.Entry!, FieldReader.Item(FieldReader.Below(pointer, key), entry.Index)))
            : [];
}
