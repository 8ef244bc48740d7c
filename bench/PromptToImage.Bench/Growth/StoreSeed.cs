using PromptToImage.AwsEmulator.Queues;
using PromptToImage.AwsEmulator.Storage;
using PromptToImage.Bench.EndToEnd;
using PromptToImage.Pipeline;
using PromptToImage.Pipeline.Options;

namespace PromptToImage.Bench.Growth;

/// <summary>
/// A data folder with many executions and waiting messages: a thousand real ones, copied within the database with their indexes.
/// </summary>
internal static class StoreSeed
{
    /// <summary>A queue that no function polls.</summary>
    public const string Queue = "growth";

    public const int Executions = 1_000;
    public const int Messages = 1_000;

    public static async Task CreateAsync(MeasurementFolders folders, string folder)
    {
        var options = new RunOptions
        {
            Port = 0,
            DataFolder = folder,
            MaxConcurrentExecutions = 100,
        };
        await using var pipeline = await LocalPipeline.StartAsync(options, TimeProvider.System);
        using var traffic = new PromptTraffic(pipeline);
        await traffic.RunAsync(Executions, 50);
        await pipeline.Emulator.Queues.ProvisionAsync(Queue, new Dictionary<string, string>());
        for (var sent = 0; sent < Messages; sent += 10)
        {
            await pipeline.Emulator.Queues.SendAsync(Queue, [.. Enumerable.Repeat(new OutgoingMessage("Me on top of a pyramid"), 10)]);
        }
    }

    /// <summary>Multiplies executions and messages by ten.</summary>
    public static async Task MultiplyAsync(string folder)
    {
        await using var database = Database.Open(Path.Combine(folder, "state.db"));
        var last = database.Read(session => session.ScalarInt64("SELECT max(id) FROM executions"))!.Value;
        var lastMessage = database.Read(session => session.ScalarInt64("SELECT max(seq) FROM messages"))!.Value;
        for (var copy = 1L; copy < 10; copy++)
        {
            var offset = copy * last;
            await database.WriteAsync(session =>
            {
                session.Execute(
                    """
                    INSERT INTO executions (id, machine, revision, name, status, started, stopped, title, output, input)
                    SELECT id + ?1, machine, revision, name || '-' || ?1, status, started, stopped, title, output, input FROM executions WHERE id <= ?2
                    """,
                    offset,
                    last
                );
                // The key of an event is the execution's id shifted by fifteen bits, plus the event's number.
                session.Execute(
                    "INSERT INTO execution_events SELECT id + (?1 << 15), count, data FROM execution_events WHERE id < (?2 << 15)",
                    offset,
                    last + 1
                );
                session.Execute(
                    """
                    INSERT INTO messages (queue, visible_at, receives, sent_at, entered_at, id, body)
                    SELECT queue, visible_at, receives, sent_at, entered_at, id || '-' || ?1, body FROM messages WHERE seq <= ?2
                    """,
                    offset,
                    lastMessage
                );
            });
        }

        await database.WriteAsync(session => session.Execute("UPDATE execution_counts SET count = count * 10"));
    }
}
