using PromptToImage.Jsonata.Json;
using PromptToImage.Jsonata.Running;
using PromptToImage.Jsonata.Values;

namespace PromptToImage.Jsonata.Functions.Arrays;

/// <summary>A stable sort that compares the same pairs in the same order as JSONata does.</summary>
internal static class MergeSort
{
    /// <param name="comesAfter">Whether the first value belongs behind the second.</param>
    /// <returns>A new array, or the array itself if there is nothing to sort.</returns>
    public static JsonValue Sort(JsonValue array, Func<JsonValue?, JsonValue?, bool> comesAfter, Evaluation evaluation)
    {
        var count = array.ItemCount();
        if (count <= 1)
        {
            return array;
        }

        var items = new JsonValue?[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = array.ItemAt(i);
        }

        Sort(items, new JsonValue?[count], 0, count, comesAfter, evaluation);
        return ArrayValue.From(items);
    }

    private static void Sort(
        JsonValue?[] items,
        JsonValue?[] buffer,
        int start,
        int end,
        Func<JsonValue?, JsonValue?, bool> comesAfter,
        Evaluation evaluation
    )
    {
        if (end - start <= 1)
        {
            return;
        }

        var middle = start + (end - start) / 2;
        Sort(items, buffer, start, middle, comesAfter, evaluation);
        Sort(items, buffer, middle, end, comesAfter, evaluation);
        evaluation.Spend(end - start);
        var (left, right) = (start, middle);
        for (var at = start; at < end; at++)
        {
            var takesRight = left == middle || (right < end && comesAfter(items[left], items[right]));
            buffer[at] = takesRight ? items[right++] : items[left++];
        }

        Array.Copy(buffer, start, items, start, end - start);
    }
}
