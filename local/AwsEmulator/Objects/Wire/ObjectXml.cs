using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Objects.Wire;

/// <summary>S3's XML answers and requests.</summary>
internal static class ObjectXml
{
    public const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    // A thousand keys of a kilobyte each, escaped.
    private const int LargestRequest = 8 * 1024 * 1024;

    private static readonly XmlWriterSettings WriterSettings = new() { Encoding = new UTF8Encoding(false), CheckCharacters = false };

    private static readonly XmlReaderSettings ReaderSettings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>Answers with one element of S3's namespace.</summary>
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

    /// <summary>The root element of a request's body, in whatever namespace.</summary>
    /// <exception cref="AwsException">MalformedXML.</exception>
    public static async Task<XElement> ReadAsync(HttpContext context, string root)
    {
        var body = await RequestBody.ReadAsync(context, LargestRequest);
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body), ReaderSettings);
            var element = XElement.Load(reader);
            return element.Name.LocalName == root ? element : throw ObjectErrors.MalformedXml();
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

    public static void Element(this XmlWriter writer, string name, string value) => writer.WriteElementString(name, XmlCharacters.ReplaceInvalid(value));

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

        writer.WriteElementString("Checksum" + Checksums.ChecksumNames.Name(checksum.Algorithm), checksum.Value);
        writer.WriteElementString("ChecksumType", checksum.Type);
    }
}
