using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PromptToImage.AwsEmulator.Executions;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.StatesLanguage;
using PromptToImage.WebConsole.Model;

namespace PromptToImage.WebConsole;

/// <summary>The data that pages link to: images, manifests, and executions as JSON, CSV and SVG.</summary>
internal static class ConsoleData
{
    public static void Map(WebApplication app)
    {
        app.MapGet(
            ConsoleSite.Root + "/data/executions/{name}/image",
            (string name, ConsolePipeline pipeline) => StoredObject(pipeline, name, manifest: false)
        );
        app.MapGet(
            ConsoleSite.Root + "/data/executions/{name}/manifest",
            (string name, ConsolePipeline pipeline) => StoredObject(pipeline, name, manifest: true)
        );
        app.MapGet(ConsoleSite.Root + "/data/executions/{name}/json", Json);
        app.MapGet(ConsoleSite.Root + "/data/executions/{name}/graph.svg", Graph);
        app.MapGet(ConsoleSite.Root + "/data/executions/{name}/events.csv", Events);
        app.MapGet(ConsoleSite.Root + "/data/executions.csv", ExecutionExport.Csv);
        app.MapGet(ConsoleSite.Root + "/data/executions.json", ExecutionExport.Json);
        app.MapGet(
            ConsoleSite.Root + "/data/objects/{**key}",
            (string key, ConsolePipeline pipeline) => Open(pipeline, pipeline.Current.Resources.Bucket, key)
        );
    }

    private static IResult StoredObject(ConsolePipeline pipeline, string name, bool manifest)
    {
        var details = pipeline.Current.Emulator.Executions.TryDescribe(pipeline.Current.Resources.StateMachine, name);
        return details is not null && DisplayFormat.StoredImage(details) is { } stored
            ? Open(pipeline, stored.Bucket, manifest ? stored.ManifestKey : stored.Key)
            : Results.NotFound();
    }

    private static IResult Open(ConsolePipeline pipeline, string bucket, string key)
    {
        try
        {
            using var opened = pipeline.Current.Emulator.Objects.Open(bucket, key);
            // The content type follows from the key, not from the upload, so that a stored object never runs as script.
            var type = Path.GetExtension(key) switch
            {
                ".png" => "image/png",
                ".jpeg" or ".jpg" => "image/jpeg",
                ".json" => "application/json",
                _ => "application/octet-stream",
            };
            return Results.Bytes(opened.ReadAll(), type);
        }
        catch (AwsException)
        {
            return Results.NotFound();
        }
    }

    private static IResult Graph(string name, ConsolePipeline pipeline) =>
        ExecutionView.Find(pipeline, name) is { } view
            ? Results.File(Encoding.UTF8.GetBytes(ExecutionGraph.Standalone(view)), "image/svg+xml", $"{name}.svg")
            : Results.NotFound();

    private static IResult Events(string name, ConsolePipeline pipeline)
    {
        if (ExecutionView.Find(pipeline, name) is not { } view)
        {
            return Results.NotFound();
        }

        var csv = new StringBuilder(CsvText.Line("id", "time", "type", "state", "resource", "error"));
        foreach (var row in EventRow.From(view.History))
        {
            csv.Append(
                CsvText.Line(
                    row.Event.Id.ToString(CultureInfo.InvariantCulture),
                    CsvText.Time(row.Event.Timestamp),
                    row.Event.Type.ToString(),
                    row.State,
                    row.Resource,
                    row.Error
                )
            );
        }

        return Results.File(Encoding.UTF8.GetBytes(csv.ToString()), CsvText.ContentType, $"{name}-events.csv");
    }

    private static IResult Json(string name, ConsolePipeline pipeline)
    {
        var executions = pipeline.Current.Emulator.Executions;
        try
        {
            var details = executions.Describe(StatesArn.ForExecution(pipeline.Current.Resources.StateMachine, name));
            var buffer = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
            {
                json.WriteStartObject();
                json.WriteString("executionArn", details.Execution.Arn);
                json.WriteString("status", DisplayFormat.Status(details.Execution.Status));
                json.WriteString("startDate", details.Execution.StartDate);
                if (details.Execution.StopDate is { } stopped)
                {
                    json.WriteString("stopDate", stopped);
                }

                json.WriteString("input", details.Input);
                json.WriteString("output", details.Output);
                json.WriteString("error", details.Execution.Error);
                json.WriteString("cause", details.Cause);
                json.WriteStartArray("events");
                foreach (var historyEvent in executions.History(details.Execution.Arn, Interpreter.MaxHistoryEvents).Events)
                {
                    historyEvent.WriteTo(json);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            return Results.Bytes(buffer.WrittenMemory.ToArray(), "application/json");
        }
        catch (AwsException)
        {
            return Results.NotFound();
        }
    }
}
