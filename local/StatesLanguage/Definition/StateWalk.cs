using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>Enumerates the states of a definition that is JSON, valid or not, with those inside Parallel and Map states.</summary>
internal static class StateWalk
{
    public static IEnumerable<(string Pointer, JsonObject State)> States(JsonObject flow, string pointer = "")
    {
        if (flow["States"] is not JsonObject states)
        {
            yield break;
        }

        foreach (var (name, value) in states)
        {
            if (value is not JsonObject state)
            {
                continue;
            }

            var at = FieldReader.Below(FieldReader.Below(pointer, "States"), name);
            yield return (at, state);
            foreach (var inner in Inner(state, at).SelectMany(nested => States(nested.Flow, nested.Pointer)))
            {
                yield return inner;
            }
        }
    }

    private static IEnumerable<(string Pointer, JsonObject Flow)> Inner(JsonObject state, string pointer)
    {
        foreach (var field in new[] { "ItemProcessor", "Iterator" })
        {
            if (state[field] is JsonObject processor)
            {
                yield return (FieldReader.Below(pointer, field), processor);
            }
        }

        if (state["Branches"] is not JsonArray branches)
        {
            yield break;
        }

        for (var i = 0; i < branches.Count; i++)
        {
            if (branches[i] is JsonObject branch)
            {
                yield return (FieldReader.Item(FieldReader.Below(pointer, "Branches"), i), branch);
            }
        }
    }
}
