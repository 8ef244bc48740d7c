using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PromptToImage.AwsEmulator.Hosting;
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
    public async Task An_object_is_a_file_with_the_name_of_its_key()
    {
        using var store = await StoreAsync();
        var entry = await PutAsync(store, "images/2026/a.png", "content");
        Assert.Equal(_folder["objects/photos/images/2026/a.png"], store.FilePath(entry));
        Assert.Equal("content", await File.ReadAllTextAsync(store.FilePath(entry), TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetFiles(Incoming));
    }

    [Fact]
    public async Task The_next_start_after_a_kill_deletes_content_that_was_being_received()
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
    public async Task The_next_start_after_a_kill_moves_content_that_was_committed()
    {
        using var store = await StoreAsync();
        var before = await PutAsync(store, "a", "before");
        var after = await PutAsync(store, "a", "after");
        // The state between commit and move: the old content is at the path of the object, the new one is incoming.
        File.Move(store.FilePath(after), Path.Combine(Incoming, $"{after.Version}"));
        await File.WriteAllTextAsync(store.FilePath(before), "before", TestContext.Current.CancellationToken);
        using var next = new ObjectStore(_database, _folder["objects"], _time);
        Assert.Equal("after", Content(next, "a"));
        Assert.Empty(Directory.GetFiles(Incoming));
    }

    [Fact]
    public async Task The_next_start_after_a_kill_deletes_the_file_of_a_deleted_object_unless_the_key_has_a_new_object()
    {
        using var store = await StoreAsync();
        var deleted = await PutAsync(store, "deleted", "x");
        var replaced = await PutAsync(store, "replaced", "x");
        await store.DeleteAsync("photos", "replaced", WriteConditions.None);
        await PutAsync(store, "replaced", "new");
        await store.DeleteAsync("photos", "deleted", WriteConditions.None);
        // The state after a kill between the commit of the deletion and the deletion of the file.
        await File.WriteAllTextAsync(store.FilePath(deleted), "left", TestContext.Current.CancellationToken);
        using var next = new ObjectStore(_database, _folder["objects"], _time);
        Assert.False(File.Exists(next.FilePath(deleted)));
        Assert.Equal("new", await File.ReadAllTextAsync(next.FilePath(replaced), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_open_object_does_not_change_when_its_key_is_overwritten_or_deleted()
    {
        using var store = await StoreAsync();
        await PutAsync(store, "a", "first");
        using var first = store.Open("photos", "a");
        await PutAsync(store, "a", "second");
        using var second = store.Open("photos", "a");
        await store.DeleteAsync("photos", "a", WriteConditions.None);
        Assert.Equal(("first", "second"), (Encoding.UTF8.GetString(first.ReadAll()), Encoding.UTF8.GetString(second.ReadAll())));
    }

    [Fact]
    public async Task Readers_see_complete_objects_with_matching_etags_while_the_key_is_overwritten()
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
            using var opened = store.Open("photos", "a");
            Assert.Equal(opened.Entry.ETag, Md5(opened.ReadAll()));
            reads++;
        }

        await Task.WhenAll(writers);
        using var last = store.Open("photos", "a");
        Assert.Equal(last.Entry.ETag, Md5(last.ReadAll()));
        Assert.Equal(last.Entry.ETag, Md5(await File.ReadAllBytesAsync(store.FilePath(last.Entry), TestContext.Current.CancellationToken)));
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
        Assert.Equal(1, outcomes.Count(created => created));
        Assert.Empty(Directory.GetFiles(Incoming));
    }

    [Fact]
    public async Task Objects_under_the_prefix_expire_after_a_day_and_others_do_not()
    {
        using var store = await StoreAsync();
        await PutAsync(store, "staging/old", "x");
        await PutAsync(store, "images/old", "x");
        _time.Advance(TimeSpan.FromHours(20));
        await PutAsync(store, "staging/young", "x");
        store.SetLifecycle("photos", [new LifecycleRule("staging/", TimeSpan.FromDays(1))]);
        using var uploads = Uploads(store);
        using var lifecycle = await StartLifecycleAsync(store, uploads);
        while (_time.PendingTimers == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        _time.Advance(TimeSpan.FromHours(5));
        while (store.Find("photos", "staging/old") is not null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.Equal(["images/old", "staging/young"], store.List("photos", new ListingQuery()).Objects.Select(entry => entry.Key));
        await lifecycle.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Uploads_that_are_not_completed_are_aborted_after_a_day()
    {
        using var store = await StoreAsync();
        store.SetLifecycle("photos", [new LifecycleRule("", AbortIncompleteUploadsAfter: TimeSpan.FromDays(1))]);
        using var uploads = Uploads(store);
        await uploads.CreateAsync("photos", "old", new ObjectDescription(), algorithm: null, isComposite: false);
        _time.Advance(TimeSpan.FromHours(25));
        await uploads.CreateAsync("photos", "young", new ObjectDescription(), algorithm: null, isComposite: false);
        using var lifecycle = await StartLifecycleAsync(store, uploads);
        await Condition.BecomesTrueAsync(() => uploads.ListOpen("photos").Count == 1);
        Assert.Equal("young", Assert.Single(uploads.ListOpen("photos")).Key);
    }

    [Fact]
    public async Task Pages_of_every_size_list_each_key_and_common_prefix_once_and_in_order()
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
            var page = store.List("photos", new ListingQuery(prefix, delimiter, after, size));
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
        using var opened = store.Open("photos", key);
        return Encoding.UTF8.GetString(opened.ReadAll());
    }

    private static string Md5(byte[] content)
    {
#pragma warning disable CA5351 // An ETag is an MD5 digest by S3's definition.
        return Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(content));
#pragma warning restore CA5351
    }

    private static async Task<StoredObject> PutAsync(ObjectStore store, string key, string content, WriteConditions? conditions = null)
    {
        using var incoming = store.Receive(key);
        incoming.Append(Encoding.UTF8.GetBytes(content));
        return await store.PutAsync(
            "photos",
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
        await store.CreateBucketAsync("photos");
        return store;
    }

    private MultipartUploads Uploads(ObjectStore store) =>
        new(_database, store, _folder["uploads"], _time, new IdGenerator(new CryptographicRandom()));

    private async Task<LifecycleService> StartLifecycleAsync(ObjectStore store, MultipartUploads uploads)
    {
        var service = new LifecycleService(store, uploads, _time, NullLogger<LifecycleService>.Instance);
        await service.StartAsync(TestContext.Current.CancellationToken);
        return service;
    }
}
