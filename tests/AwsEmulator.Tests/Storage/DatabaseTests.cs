using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Tests.Storage;

public sealed class DatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_acknowledged_write_is_readable_at_once_and_after_reopening()
    {
        await using (var database = OpenNotes())
        {
            await database.WriteAsync(session => session.Execute("INSERT INTO notes VALUES (?1)", "kept"));
            Assert.Equal(["kept"], Notes(database));
        }

        await using var again = OpenNotes();
        Assert.Equal(["kept"], Notes(again));
    }

    [Fact]
    public async Task Only_work_that_throws_is_undone_and_its_caller_gets_the_exception()
    {
        await using var database = OpenNotes();
        var work = Enumerable
            .Range(0, 500)
            .Select(i =>
                database.WriteAsync(session =>
                {
                    session.Execute("INSERT INTO notes VALUES (?1)", $"{i:000}");
                    if (i % 10 == 3)
                    {
                        throw new InvalidOperationException($"{i}");
                    }
                })
            )
            .ToList();

        for (var i = 0; i < work.Count; i++)
        {
            if (i % 10 == 3)
            {
                Assert.Equal($"{i}", (await Assert.ThrowsAsync<InvalidOperationException>(() => work[i])).Message);
            }
            else
            {
                await work[i];
            }
        }

        Assert.Equal(Enumerable.Range(0, 500).Where(i => i % 10 != 3).Select(i => $"{i:000}"), Notes(database).Order());
    }

    [Fact]
    public async Task Every_type_of_value_is_read_as_it_was_stored()
    {
        await using var database = OpenNotes();
        var time = new DateTimeOffset(2026, 11, 1, 12, 0, 0, 123, TimeSpan.Zero);
        await database.WriteAsync(session =>
        {
            session.ExecuteScript("CREATE TABLE things (a, b, c, d, e, f, g)");
            session.Execute(
                "INSERT INTO things VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                "é\0\U0001F950",
                1L << 60,
                true,
                0.5,
                new byte[] { 0, 255 },
                time,
                null
            );
        });

        var row = database.Read(session =>
            session.QueryFirst(
                "SELECT a, b, c, d, e, f, g FROM things",
                static row =>
                    (row.GetString(0), row.GetInt64(1), row.GetBoolean(2), row.GetDouble(3), row.GetBytes(4), row.GetTime(5), row.IsNull(6))
            )
        );

        Assert.Equal("é\0\U0001F950", row.Item1);
        Assert.Equal(1L << 60, row.Item2);
        Assert.True(row.Item3);
        Assert.Equal(0.5, row.Item4);
        Assert.Equal([0, 255], row.Item5);
        Assert.Equal(time, row.Item6);
        Assert.True(row.Item7);
    }

    [Fact]
    public async Task Each_migration_runs_once_in_the_life_of_the_file()
    {
        await using (var database = Database.Open(_folder["state.db"]))
        {
            database.Migrate("notes", "CREATE TABLE notes (text TEXT)");
            database.Migrate("notes", "CREATE TABLE notes (text TEXT)");
        }

        await using var again = Database.Open(_folder["state.db"]);
        again.Migrate("notes", "CREATE TABLE notes (text TEXT)", "INSERT INTO notes VALUES ('second')");
        Assert.Equal(["second"], Notes(again));
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_rejected()
    {
        await using var database = Database.Open(_folder["state.db"]);
        database.Migrate("notes", "CREATE TABLE notes (text TEXT)", "CREATE TABLE more (text TEXT)");
        var exception = Assert.Throws<StorageUnavailableException>(() => database.Migrate("notes", "CREATE TABLE notes (text TEXT)"));
        Assert.Equal(StorageError.Unreadable, exception.Error);
    }

    [Fact]
    public async Task A_violated_constraint_is_a_conflict_and_not_an_error_of_the_storage()
    {
        await using var database = OpenNotes();
        await database.WriteAsync(session => session.ExecuteScript("CREATE UNIQUE INDEX one ON notes (text)"));
        await database.WriteAsync(session => session.Execute("INSERT INTO notes VALUES ('a')"));
        var exception = await Assert.ThrowsAsync<DatabaseException>(() =>
            database.WriteAsync(session => session.Execute("INSERT INTO notes VALUES ('a')"))
        );
        // The extended code of a unique index, https://sqlite.org/rescode.html#constraint_unique.
        Assert.Equal(2067, exception.Code);
    }

    [Fact]
    public async Task A_full_disk_fails_the_work_and_keeps_acknowledged_writes()
    {
        await using var database = OpenNotes();
        await database.WriteAsync(session => session.Execute("INSERT INTO notes VALUES ('kept')"));
        // At its limit of pages, SQLite reports the same error as on a full disk.
        await database.WriteAsync(session => session.ExecuteScript("PRAGMA max_page_count = 10"));
        var exception = await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            database.WriteAsync(session => session.Execute("INSERT INTO notes VALUES (?1)", new string('x', 100_000)))
        );

        Assert.Equal(StorageError.DiskFull, exception.Error);
        Assert.StartsWith($"The disk that holds {_folder["state.db"]} is full", exception.Message, StringComparison.Ordinal);
        Assert.Equal(["kept"], Notes(database));

        await database.WriteAsync(session => session.ExecuteScript("PRAGMA max_page_count = 100000"));
        await database.WriteAsync(session => session.Execute("INSERT INTO notes VALUES ('after')"));
        Assert.Equal(["kept", "after"], Notes(database));
    }

    [Fact]
    public async Task A_file_that_another_program_has_locked_is_reported_as_in_use()
    {
        await using var database = OpenNotes(new DatabaseOptions { BusyTimeout = TimeSpan.FromMilliseconds(10) });
        await using var other = Database.Open(_folder["state.db"]);
        var held = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        var holding = other.WriteAsync(_ =>
        {
            held.SetResult();
            release.Task.Wait(TestContext.Current.CancellationToken);
        });
        await held.Task;

        var exception = await Assert.ThrowsAsync<StorageUnavailableException>(() =>
            database.WriteAsync(session => session.Execute("INSERT INTO notes VALUES ('a')"))
        );
        Assert.Equal(StorageError.InUse, exception.Error);

        release.SetResult();
        await holding;
        await database.WriteAsync(session => session.Execute("INSERT INTO notes VALUES ('b')"));
        Assert.Equal(["b"], Notes(database));
    }

    [Fact]
    public async Task The_writer_continues_after_work_that_ends_its_transaction_and_throws()
    {
        await using var database = OpenNotes();
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            database.WriteAsync(session =>
            {
                session.Execute("ROLLBACK");
                throw new InvalidOperationException();
            })
        );
        await database.WriteAsync(session => session.Execute("INSERT INTO notes VALUES ('after')"));
        Assert.Equal(["after"], Notes(database));
    }

    [Fact]
    public async Task A_read_connection_whose_commit_failed_is_not_used_again()
    {
        await using var database = OpenNotes();
        await database.WriteAsync(session => session.ExecuteScript("CREATE TABLE parents (id INTEGER PRIMARY KEY)"));
        await database.WriteAsync(session =>
            session.ExecuteScript("CREATE TABLE children (parent INTEGER REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED)")
        );
        Assert.Throws<DatabaseException>(() => database.Read(session => session.Execute("INSERT INTO children VALUES (1)")));

        Assert.Empty(Notes(database));
        await database.WriteAsync(session => session.Execute("INSERT INTO notes VALUES ('after')"));
        Assert.Equal(["after"], Notes(database));
    }

    [Fact]
    public void A_file_that_is_not_a_database_is_rejected()
    {
        File.WriteAllText(_folder["state.db"], new string('x', 10_000));
        var exception = Assert.Throws<StorageUnavailableException>(() => Database.Open(_folder["state.db"]));
        Assert.Equal(StorageError.Unreadable, exception.Error);
    }

    private Database OpenNotes(DatabaseOptions? options = null)
    {
        var database = Database.Open(_folder["state.db"], options);
        database.Migrate("notes", "CREATE TABLE notes (text TEXT)");
        return database;
    }

    private static List<string> Notes(Database database) =>
        database.Read(session => session.Query("SELECT text FROM notes ORDER BY rowid", static row => row.GetString(0)));
}
