using System.Globalization;
using System.Text;
using System.Text.Json;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.WebConsole.Model;

namespace PromptToImage.WebConsole;

/// <summary>The list of executions as a file, with the filter and the order of the page.</summary>
internal static class ExecutionExport
{
    private const int RowsPerRead = 1000;

    private static readonly string[] Columns =
        ["name", "status", "started", "stopped", "seconds", "attempt", "version", "error", "prompt", "executionArn"];

    public static IResult Csv(HttpContext context, ConsolePipeline pipeline)
    {
        var filter = ExecutionFilter.Read(context.Request.Query);
        return Results.Stream(
            async stream =>
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(CsvText.Line(Columns)), context.RequestAborted);
                foreach (var execution in Read(pipeline, filter))
                {
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(CsvText.Line(Fields(execution))), context.RequestAborted);
                }
            },
            CsvText.ContentType,
            "executions.csv"
        );
    }

    /// <summary>An array of objects with the same fields. A field without a value is absent.</summary>
    public static IResult Json(HttpContext context, ConsolePipeline pipeline)
    {
        var filter = ExecutionFilter.Read(context.Request.Query);
        return Results.Stream(
            async stream =>
            {
                await using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
                json.WriteStartArray();
                foreach (var execution in Read(pipeline, filter))
                {
                    json.WriteStartObject();
                    foreach (var (name, value) in Columns.Zip(Fields(execution)).Where(field => field.Second is not null))
                    {
                        json.WriteString(name, value);
                    }

                    json.WriteEndObject();
                    await json.FlushAsync(context.RequestAborted);
                }

                json.WriteEndArray();
            },
            "application/json",
            "executions.json"
        );
    }

    private static IEnumerable<ExecutionRecord> Read(ConsolePipeline pipeline, ExecutionFilter filter)
    {
        var query = filter.ToQuery(pipeline.Current.Resources.StateMachine, RowsPerRead);
        do
        {
            var page = pipeline.Current.Emulator.Executions.List(query);
            foreach (var execution in page.Executions)
            {
                yield return execution;
            }

            query = query with { NextToken = page.NextToken };
        } while (query.NextToken is not null);
    }

    private static string?[] Fields(ExecutionRecord execution) =>
        [
            execution.Name,
            DisplayFormat.Status(execution.Status),
            CsvText.Time(execution.StartDate),
            execution.StopDate is { } stopped ? CsvText.Time(stopped) : null,
            (execution.StopDate - execution.StartDate)?.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            DisplayFormat.Attempt(execution).ToString(CultureInfo.InvariantCulture),
            execution.Version?.ToString(CultureInfo.InvariantCulture),
            execution.Error,
            execution.Title,
            execution.Arn,
        ];
}
