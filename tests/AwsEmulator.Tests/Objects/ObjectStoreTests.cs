using System.Text;
using PromptToImage.AwsEmulator.Objects;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Tests.Objects;

public sealed class ObjectStoreTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly Database _database;

    public ObjectStoreTests()
    {
        _database = Database.Open(_folder["state.db"]);
    }

    private string Incoming => _folder["objects/.incoming"];

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_object_is_a_file_under_its_own_name()
    {
        using var store = await StoreAsync();
        var entry = await PutAsync(store, "images/2026/a.png", "content");
        Assert.Equal(_folder["objects/pictures/images/2026/a.png"], store.FileOf(entry));
        Assert.Equal("content", await File.ReadAllTextAsync(store.FileOf(entry), TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(Incoming));
    }

    [Fact]
    public async Task Content_that_was_being_received_when_the_process_was_killed_is_gone_after_the_next_start()
    {
        using var store = await StoreAsync();
        await PutAsync(store, "a", "before");
        using (var incoming = store.Receive("a"))
        {
            incoming.Append("half"u8);
        }

        Assert.Single(Directory.GetFiles(Incoming));
        using var next = new ObjectStore(_database, _folder["objects"], _time);
        Assert.Empty(Directory.GetFiles(Incoming));
        Assert.Equal("before", Content(next, "a"));
    }

    [Fact]
    public async Task Content_that_was_committed_but_not_yet_moved_is_in_its_place_after_the_next_start()
    {
        using var store = await StoreAsync();
        var before = await PutAsync(store, "a", "before");
        var after = await PutAsync(store, "a", "after");
        // As it is between the commit and the move: the old content in its place, the new one waiting.
        File.Move(store.FileOf(after), Path.Combine(Incoming, $"{after.Version}"));
        await File.WriteAllTextAsync(store.FileOf(before), "before", TestContext.Current.CancellationToken);
        using var next = new ObjectStore(_database, _folder["objects"], _time);
        Assert.Equal("after", Content(next, "a"));
        Assert.Empty(Directory.GetFiles(Incoming));
    }

    [Fact]
    public async Task A_file_whose_entry_was_deleted_before_a_kill_goes_at_the_next_start_unless_its_key_lives_again()
    {
        using var store = await StoreAsync();
        var gone = await PutAsync(store, "gone", "x");
        var again = await PutAsync(store, "again", "x");
        await store.DeleteAsync("pictures", "again", WriteConditions.None);
        await PutAsync(store, "again", "new");
        await store.DeleteAsync("pictures", "gone", WriteConditions.None);
        // As if the process had been killed between the deletion's commit and the file's.
        await File.WriteAllTextAsync(store.FileOf(gone), "left", TestContext.Current.CancellationToken);
        using var next = new ObjectStore(_database, _folder["objects"], _time);
        Assert.False(File.Exists(next.FileOf(gone)));
        Assert.Equal("new", await File.ReadAllTextAsync(next.FileOf(again), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_opened_object_stays_what_it_was_when_its_key_is_overwritten_or_deleted()
    {
        using var store = await StoreAsync();
        await PutAsync(store, "a", "first");
        using var first = store.Open("pictures", "a");
        await PutAsync(store, "a", "second");
        using var second = store.Open("pictures", "a");
        await store.DeleteAsync("pictures", "a", WriteConditions.None);
        Assert.Equal(("first", "second"), (Encoding.UTF8.GetString(first.ReadAll()), Encoding.UTF8.GetString(second.ReadAll())));
    }

    [Fact]
    public async Task Readers_of_a_key_that_is_being_overwritten_see_whole_objects_with_their_own_etags()
    {
        using var store = await StoreAsync();
        await PutAsync(store, "a", "0");
        var writers = Enumerable
            .Range(0, 4)
            .Select(writer =>
                Task.Run(async () =>
                {
                    for (var i = 0; i < 50; i++)
                    {
                        await PutAsync(store, "a", new string((char)('a' + writer), 1 + (i * 100)));
                    }
                })
            )
            .ToList();
        var reads = 0;
        while (!writers.TrueForAll(writer => writer.IsCompleted) || reads == 0)
        {
            using var opened = store.Open("pictures", "a");
            Assert.Equal(opened.Entry.ETag, Md5(opened.ReadAll()));
            reads++;
        }

        await Task.WhenAll(writers);
        using var last = store.Open("pictures", "a");
        Assert.Equal(last.Entry.ETag, Md5(last.ReadAll()));
        Assert.Equal(last.Entry.ETag, Md5(await File.ReadAllBytesAsync(store.FileOf(last.Entry), TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Only_one_of_many_conditional_writers_creates_the_object()
    {
        using var store = await StoreAsync();
        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(async i =>
                {
                    try
                    {
                        await PutAsync(store, "a", $"{i}", new WriteConditions(OnlyIfAbsent: true));
                        return true;
                    }
                    catch (PromptToImage.AwsEmulator.Hosting.AwsException e) when (e.Code == "PreconditionFailed")
                    {
                        return false;
                    }
                })
        );
        Assert.Equal(1, outcomes.Count(won => won));
        Assert.Empty(Directory.GetFiles(Incoming));
    }

    [Fact]
    public async Task Staged_objects_go_after_a_day_and_others_stay()
    {
        using var store = await StoreAsync();
        await PutAsync(store, "staging/old", "x");
        await PutAsync(store, "images/old", "x");
        _time.Advance(TimeSpan.FromHours(20));
        await PutAsync(store, "staging/young", "x");
        await using var expiry = new ObjectExpiry(
            store,
            "staging/",
            TimeSpan.FromDays(1),
            _time,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<ObjectExpiry>.Instance
        );
        while (_time.PendingTimers == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        _time.Advance(TimeSpan.FromHours(5));
        while (store.Find("pictures", "staging/old") is not null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.Equal(["images/old", "staging/young"], store.List("pictures", new ListingQuery()).Objects.Select(entry => entry.Key));
    }

    [Fact]
    public async Task Pages_of_any_size_list_every_key_and_common_prefix_once_and_in_order()
    {
        using var store = await StoreAsync();
        var random = new Random(20261122);
        var keys = Enumerable
            .Range(0, 300)
            .Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => "ab/é\U0001F600"[..4][random.Next(4)])))
            .Distinct()
            .ToList();
        await Task.WhenAll(keys.Select(key => PutAsync(store, key, "x")));
        keys.Sort((left, right) => Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right)));
        foreach (var prefix in new[] { "", "a", "a/", "b/a", "é" })
        {
            foreach (var delimiter in new[] { "", "/", "a" })
            {
                var expected = keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
                    .Select(key => Line(key, prefix, delimiter))
                    .Distinct()
                    .ToList();
                for (var size = 1; size <= 40; size += 13)
                {
                    Assert.Equal(expected, Pages(store, prefix, delimiter, size));
                }
            }
        }
    }

    private static string Line(string key, string prefix, string delimiter)
    {
        var at = delimiter.Length == 0 ? -1 : key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        return at < 0 ? key : key[..(at + delimiter.Length)] + "…";
    }

    private static List<string> Pages(ObjectStore store, string prefix, string delimiter, int size)
    {
        List<string> lines = [];
        var after = "";
        while (true)
        {
            var page = store.List("pictures", new ListingQuery(prefix, delimiter, after, size));
            var sorted = page
                .Objects.Select(entry => entry.Key)
                .Concat(page.CommonPrefixes.Select(common => common + "…"))
                .OrderBy(
                    line => line.TrimEnd('…'),
                    Comparer<string>.Create(
                        (left, right) => Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right))
                    )
                );
            lines.AddRange(sorted);
            Assert.True(page.Objects.Count + page.CommonPrefixes.Count <= size);
            if (page.Next is null)
            {
                return lines;
            }

            after = page.Next;
        }
    }

    private static string Content(ObjectStore store, string key)
    {
        using var opened = store.Open("pictures", key);
        return Encoding.UTF8.GetString(opened.ReadAll());
    }

    private static string Md5(byte[] content)
    {
#pragma warning disable CA5351 // An ETag is an MD5 by S3's definition.
        return Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(content));
#pragma warning restore CA5351
    }

    private static async Task<StoredObject> PutAsync(ObjectStore store, string key, string content, WriteConditions? conditions = null)
    {
        using var incoming = store.Receive(key);
        incoming.Append(Encoding.UTF8.GetBytes(content));
        return await store.PutAsync(
            "pictures",
            key,
            incoming,
            Convert.ToHexStringLower(incoming.Md5()),
            new ObjectDescription(),
            null,
            conditions ?? WriteConditions.None
        );
    }

    private async Task<ObjectStore> StoreAsync()
    {
        var store = new ObjectStore(_database, _folder["objects"], _time);
        await store.CreateBucketAsync("pictures");
        return store;
    }
}
