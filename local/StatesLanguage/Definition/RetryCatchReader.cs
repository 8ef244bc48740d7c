using PromptToImage.Jsonata.Json;

namespace PromptToImage.StatesLanguage.Definition;

/// <summary>Reads the fields Retry and Catch.</summary>
internal static class RetryCatchReader
{
    public static List<Retrier> ReadRetry(FieldReader fields)
    {
        var retriers = new List<Retrier>();
        var entries = fields.Objects("Retry").ToArray();
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = entries[i];
            entry.Text("Comment");
            var errors = ReadErrors(entry, last: i == entries.Length - 1);
            var interval = entry.Integer("IntervalSeconds", 1, WholeNumberField.MaxSeconds) ?? 1;
            var attempts = entry.Integer("MaxAttempts", 0, WholeNumberField.MaxSeconds) ?? 3;
            var backoff = entry.Number("BackoffRate", 1, double.MaxValue) ?? 2;
            var longest = entry.Integer("MaxDelaySeconds", 1, 31_622_400 - 1);
            if (longest <= interval && entry.Has("IntervalSeconds"))
            {
                entry.Errors.Add(entry.At("MaxDelaySeconds"), "MaxDelaySeconds must be greater than IntervalSeconds");
            }

            var jitter = entry.Text("JitterStrategy");
            if (jitter is not (null or "FULL" or "NONE"))
            {
                entry.Errors.Add(entry.At("JitterStrategy"), $"'{jitter}' is not a JitterStrategy. The values are FULL and NONE");
            }

            entry.RejectUnknown("in a retrier");
            retriers.Add(new Retrier(errors, interval, attempts, backoff, longest, jitter == "FULL"));
        }

        return retriers;
    }

    /// <param name="name">The name of the state.</param>
    /// <param name="transitions">Gets the transitions of the catchers.</param>
    public static List<Catcher> ReadCatch(string name, FieldReader fields, List<Transition> transitions)
    {
        var catchers = new List<Catcher>();
        var entries = fields.Objects("Catch").ToArray();
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = entries[i];
            var comment = entry.Text("Comment");
            var errors = ReadErrors(entry, last: i == entries.Length - 1);
            var next = entry.RequiredText("Next");
            if (next is not null)
            {
                transitions.Add(new Transition(name, next, entry.At("Next")));
            }

            var data = StateDataReader.ReadCatcher(entry);
            entry.RejectUnknown("in a catcher");
            catchers.Add(new Catcher(errors, next ?? "", data, comment));
        }

        return catchers;
    }

    private static List<string> ReadErrors(FieldReader entry, bool last)
    {
        var errors = new List<string>();
        if (!entry.Has("ErrorEquals"))
        {
            entry.Errors.AddMissing(entry.Pointer, "ErrorEquals");
            return errors;
        }

        if (entry.Raw("ErrorEquals") is not JsonArray { Count: > 0 } names)
        {
            entry.Errors.Add(entry.At("ErrorEquals"), "'ErrorEquals' must be an array of at least one error name");
            return errors;
        }

        foreach (var name in names)
        {
            if (name is JsonString s)
            {
                errors.Add(s.Value);
            }
            else
            {
                entry.Errors.Add(entry.At("ErrorEquals"), "Expected value of type String");
            }
        }

        if (errors.Contains(ErrorNames.All) && (names.Count > 1 || !last))
        {
            entry.Errors.Add(entry.At("ErrorEquals"), "States.ALL must appear alone, and in the last entry");
        }

        return errors;
    }
}
