using System.Globalization;

namespace Amazon.SimpleNotificationService.Internal.Query;

/// <summary>The form of a Query request. Absent values are left out; numbering starts at 1.</summary>
internal sealed class QueryForm(IDictionary<string, string> parameters)
{
    internal void Add(string name, string value)
    {
        if (value is not null)
        {
            parameters.Add(name, value);
        }
    }

    internal void Add(string name, bool? value)
    {
        Add(name, value is { } set ? (set ? "true" : "false") : null);
    }

    internal void Add(string name, MemoryStream value)
    {
        Add(name, value is null ? null : Convert.ToBase64String(value.ToArray()));
    }

    /// <summary>A map: <c>{name}.entry.{n}.{key}</c> and the members that <paramref name="writeValue"/> adds below its prefix.</summary>
    internal void AddMap<TValue>(string name, Dictionary<string, TValue> map, string key, Action<QueryForm, string, TValue> writeValue)
    {
        var number = 0;
        foreach (var (entryKey, value) in map ?? [])
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"{name}.entry.{++number}.");
            Add(prefix + key, entryKey);
            writeValue(this, prefix, value);
        }
    }

    /// <summary>A list: the prefix <c>{name}.member.{n}.</c> and the members that <paramref name="writeItem"/> adds below it.</summary>
    internal void AddList<TItem>(string name, List<TItem> list, Action<QueryForm, string, TItem> writeItem)
    {
        var number = 0;
        foreach (var item in list ?? [])
        {
            writeItem(this, string.Create(CultureInfo.InvariantCulture, $"{name}.member.{++number}."), item);
        }
    }
}
