using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Objects.Checksums;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>Reads and writes the XML of S3's requests and responses.</summary>
internal static class ObjectXml
{
    public const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    // A thousand keys of a kilobyte each, with every character escaped.
    private const int LargestRequest = 8 * 1024 * 1024;

    // CreateBucketConfiguration/Tags/Tag/Key
    private const int MaxDepth = 4;

    private static readonly XmlWriterSettings WriterSettings = new() { Encoding = new UTF8Encoding(false), CheckCharacters = false };

    private static readonly XmlReaderSettings ReaderSettings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>Sends a response with one root element in S3's namespace.</summary>
    public static async Task WriteAsync(HttpContext context, string root, Action<XmlWriter> content)
    {
        using var body = new MemoryStream();
        using (var writer = XmlWriter.Create(body, WriterSettings))
        {
            writer.WriteStartElement(root, Namespace);
            content(writer);
            writer.WriteEndElement();
        }

        context.Response.ContentType = "application/xml";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body.GetBuffer().AsMemory(0, (int)body.Length), context.RequestAborted);
    }

    /// <summary>Reads the body of a request. Its elements can be in any namespace.</summary>
    public static Task<byte[]> ReadBodyAsync(HttpContext context) => RequestBody.ReadAsync(context, LargestRequest);

    /// <summary>
    /// Parses a body. The elements are checked before the tree is built: their number and depth are bounded, and elements that the
    /// operation
    /// does not honour are rejected.
    /// </summary>
    /// <param name="operation">S3's name of the operation.</param>
    /// <param name="root">The name of the root element.</param>
    /// <param name="maxItems">The maximum number of elements in the root element.</param>
    /// <exception cref="AwsException">MalformedXML, NotImplemented.</exception>
    public static XElement Parse(byte[] body, string operation, string root, int maxItems)
    {
        try
        {
            Check(body, operation, root, maxItems);
            using var reader = XmlReader.Create(new MemoryStream(body), ReaderSettings);
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            throw ObjectErrors.MalformedXml();
        }
    }

    public static string? Child(this XElement element, string name) =>
        element.Elements().FirstOrDefault(child => child.Name.LocalName == name)?.Value;

    public static IEnumerable<XElement> Children(this XElement element, string name) =>
        element.Elements().Where(child => child.Name.LocalName == name);

    public static void Element(this XmlWriter writer, string name, string value) =>
        writer.WriteElementString(name, XmlCharacters.ReplaceInvalid(value));

    public static void Element(this XmlWriter writer, string name, long value) =>
        writer.WriteElementString(name, value.ToString(CultureInfo.InvariantCulture));

    public static void Element(this XmlWriter writer, string name, bool value) => writer.WriteElementString(name, value ? "true" : "false");

    public static void Element(this XmlWriter writer, string name, DateTimeOffset value) =>
        writer.WriteElementString(name, value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    public static void Checksum(this XmlWriter writer, ObjectChecksum? checksum)
    {
        if (checksum is null)
        {
            return;
        }

        writer.WriteElementString("Checksum" + checksum.Algorithm.Name(), checksum.Value);
        writer.WriteElementString("ChecksumType", checksum.Type);
    }

    private static void Check(byte[] body, string operation, string root, int maxItems)
    {
        using var reader = XmlReader.Create(new MemoryStream(body), ReaderSettings);
        List<string> path = [];
        var items = 0;
        var isLeaf = false;
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.EndElement && isLeaf)
            {
                OperationParameters.CheckElement(operation, path);
                isLeaf = false;
            }

            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            path.RemoveRange(reader.Depth, path.Count - reader.Depth);
            path.Add(reader.LocalName);
            items += reader.Depth == 1 ? 1 : 0;
            if (path[0] != root || path.Count > MaxDepth || items > maxItems)
            {
                throw ObjectErrors.MalformedXml();
            }

            isLeaf = !reader.IsEmptyElement;
            if (!isLeaf)
            {
                OperationParameters.CheckElement(operation, path);
            }
        }
    }
}
