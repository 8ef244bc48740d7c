using System.Text.Json;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.SqsModel;

namespace PromptToImage.AwsEmulator.Queues.Wire;

/// <summary>The entries of a batch request, and the successes and failures of its response.</summary>
internal sealed class SqsBatch
{
    private readonly List<(string Id, AwsException Error)> _failed = [];
    private readonly List<(string Id, SentMessage? Sent)> _successful = [];

    private SqsBatch(IReadOnlyList<(string Id, JsonElement Entry)> entries)
    {
        Entries = entries;
    }

    public IReadOnlyList<(string Id, JsonElement Entry)> Entries { get; }

    /// <exception cref="AwsException">The batch is empty or too large, or its ids are invalid.</exception>
    public static SqsBatch Read(JsonElement request, string entryName)
    {
        var entries = request.List("Entries").Select(entry => (Id: entry.Text("Id") ?? "", Entry: entry)).ToList();
        if (entries.Count == 0)
        {
            throw SqsErrors.EmptyBatchRequest(entryName);
        }

        if (entries.Count > QueueLimits.MaxBatchSize)
        {
            throw SqsErrors.TooManyEntries(entries.Count);
        }

        if (entries.Any(entry => entry.Id.Length is 0 or > 80 || !entry.Id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')))
        {
            throw SqsErrors.InvalidBatchEntryId();
        }

        var ids = new HashSet<string>(StringComparer.Ordinal);
        if (entries.FirstOrDefault(entry => !ids.Add(entry.Id)) is { Id: { } repeated })
        {
            throw SqsErrors.BatchEntryIdsNotDistinct(repeated);
        }

        return new SqsBatch(entries);
    }

    /// <summary>Reads each entry. An invalid entry fails, and the others do not.</summary>
    public List<(string Id, T Value)> ReadEach<T>(Func<JsonElement, T> read)
    {
        List<(string, T)> values = [];
        foreach (var (id, entry) in Entries)
        {
            try
            {
                values.Add((id, read(entry)));
            }
            catch (AwsException e)
            {
                _failed.Add((id, e));
            }
        }

        return values;
    }

    public void Add(string id, AwsException? error)
    {
        if (error is null)
        {
            _successful.Add((id, null));
        }
        else
        {
            _failed.Add((id, error));
        }
    }

    public void Add(string id, SentMessage sent) => _successful.Add((id, sent));

    public void Write(Utf8JsonWriter response)
    {
        response.WriteStartArray("Successful");
        foreach (var (id, sent) in _successful)
        {
            response.WriteStartObject();
            response.WriteString("Id", id);
            if (sent is not null)
            {
                SqsMessages.Write(response, sent);
            }

            response.WriteEndObject();
        }

        response.WriteEndArray();
        if (_failed.Count == 0)
        {
            return;
        }

        response.WriteStartArray("Failed");
        foreach (var (id, error) in _failed)
        {
            response.WriteStartObject();
            response.WriteString("Id", id);
            response.WriteBoolean("SenderFault", error.IsClientError);
            response.WriteString("Code", error.QueryCode ?? error.Code);
            response.WriteString("Message", error.Message);
            response.WriteEndObject();
        }

        response.WriteEndArray();
    }
}
