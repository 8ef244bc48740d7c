using System.Xml.Linq;

namespace Amazon.SimpleNotificationService.Internal.Query;

/// <summary>Members of a Query response by their names, in any namespace.</summary>
internal static class XmlMembers
{
    internal static XElement Child(this XElement parent, string name) => parent.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    internal static string Text(this XElement parent, string name) => parent.Child(name)?.Value;

    /// <summary>The list's members; null if the list is absent or empty, as in the original.</summary>
    internal static List<T> List<T>(this XElement parent, string name, Func<XElement, T> read)
    {
        List<T> items = [.. (parent.Child(name)?.Elements() ?? []).Select(read)];
        return items.Count == 0 ? null : items;
    }
}
