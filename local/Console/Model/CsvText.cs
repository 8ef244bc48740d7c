using System.Globalization;

namespace PromptToImage.WebConsole.Model;

/// <summary>Writes CSV, https://www.rfc-editor.org/rfc/rfc4180.</summary>
internal static class CsvText
{
    public const string ContentType = "text/csv; charset=utf-8";

    /// <summary>One line with its line end. Null gives an empty field.</summary>
    public static string Line(params IEnumerable<string?> fields) => string.Join(',', fields.Select(Field)) + "\r\n";

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static string Field(string? text)
    {
        // A spreadsheet would run a field that begins with one of these as a formula: https://owasp.org/www-community/attacks/CSV_Injection
        var field = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text ?? "";
        return field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
