using System.Collections.Concurrent;
using System.Threading.Channels;
using SQLitePCL;

namespace PromptToImage.AwsEmulator.Storage;

/// <summary>
/// One SQLite file in WAL mode. All writing happens on one thread, which takes everything that waits into
/// one transaction (group commit): each piece of work has its own savepoint, and a task completes only
/// after the COMMIT. Readers run beside it, each on its own snapshot.
/// </summary>
public sealed class Database : IAsyncDisposable
{
    private readonly DatabaseOptions _options;
    private readonly Channel<WorkItem> _queue = Channel.CreateUnbounded<WorkItem>(new UnboundedChannelOptions { SingleReader = true });
    private readonly ConcurrentBag<DatabaseSession> _readers = [];
    private readonly DatabaseSession _writer;
    private readonly Task _writing;
    private volatile bool _disposed;

    private Database(string file, DatabaseOptions options)
    {
        File = file;
        _options = options;
        _writer = Connect();
        _writing = Task.Factory.StartNew(WriteLoop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public string File { get; }

    /// <summary>Opens the file, creating it and its folder where they are not there.</summary>
    /// <exception cref="StorageUnavailableException">The folder cannot be written or the file is no database.</exception>
    public static Database Open(string file, DatabaseOptions? options = null)
    {
        Batteries_V2.Init();
        var full = Path.GetFullPath(file);
        DataFolder.EnsureExists(Path.GetDirectoryName(full)!);
        return new Database(full, options ?? new DatabaseOptions());
    }

    /// <summary>
    /// Brings a component's tables up to date. Statement n runs once in the life of the file, when the
    /// component's version is still n; so statements are appended, never edited.
    /// </summary>
    public void Migrate(string component, params IReadOnlyList<string> statements) =>
        WriteAsync(session =>
            {
                session.Execute("CREATE TABLE IF NOT EXISTS components (name TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID");
                var version = session.ScalarInt64("SELECT version FROM components WHERE name = ?1", component) ?? 0;
                if (version > statements.Count)
                {
                    throw StorageUnavailableException.From(
                        StorageFault.Unreadable,
                        File,
                        $"written by a newer version of this program: '{component}' is at {version}, known up to {statements.Count}"
                    );
                }

                for (var i = (int)version; i < statements.Count; i++)
                {
                    session.ExecuteScript(statements[i]);
                }

                session.Execute(
                    "INSERT INTO components VALUES (?1, ?2) ON CONFLICT DO UPDATE SET version = excluded.version",
                    component,
                    statements.Count
                );
            })
            .GetAwaiter()
            .GetResult();

    /// <summary>
    /// Runs work on the writer. When it throws, its own changes are undone and the task fails with the same
    /// exception; work beside it in the transaction is unaffected.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The transaction could not be committed; nothing of it was kept.</exception>
    public Task<T> WriteAsync<T>(Func<DatabaseSession, T> work)
    {
        var item = new WorkItem<T>(work);
        Enqueue(item);
        return item.Task;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<DatabaseSession> work) =>
        WriteAsync<object?>(session =>
        {
            work(session);
            return null;
        });

    /// <summary>Runs queries on one consistent snapshot that includes everything acknowledged before.</summary>
    public T Read<T>(Func<DatabaseSession, T> query)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_readers.TryTake(out var session))
        {
            session = Connect();
        }

        try
        {
            session.Execute("BEGIN");
            try
            {
                return query(session);
            }
            finally
            {
                session.Execute("COMMIT");
            }
        }
        finally
        {
            _readers.Add(session);
        }
    }

    /// <summary>Commits what waits, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _queue.Writer.Complete();
        await _writing;
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        _writer.Dispose();
    }

    private void Enqueue(WorkItem item)
    {
        ObjectDisposedException.ThrowIf(!_queue.Writer.TryWrite(item), this);
    }

    private void WriteLoop()
    {
        var group = new List<WorkItem>(_options.LargestGroup);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < _options.LargestGroup && _queue.Reader.TryRead(out var item))
            {
                group.Add(item);
            }

            WriteGroup(group);
            group.Clear();
        }
    }

    private void WriteGroup(List<WorkItem> group)
    {
        try
        {
            _writer.Execute("BEGIN IMMEDIATE");
            foreach (var item in group)
            {
                RunInSavepoint(item);
            }

            _writer.Execute("COMMIT");
        }
        catch (Exception e) when (e is StorageUnavailableException or DatabaseException)
        {
            // Nothing of the group was kept, so nothing of it may be acknowledged.
            if (_writer.IsInTransaction)
            {
                _writer.Execute("ROLLBACK");
            }

            foreach (var item in group)
            {
                item.Fail(e);
            }

            return;
        }

        foreach (var item in group)
        {
            item.Complete();
        }
    }

    private void RunInSavepoint(WorkItem item)
    {
        _writer.Execute("SAVEPOINT item");
        if (item.Run(_writer))
        {
            _writer.Execute("RELEASE item");
            return;
        }

        // A full disk makes SQLite end the whole transaction by itself: then the group fails as one.
        if (!_writer.IsInTransaction)
        {
            throw item.Failure!;
        }

        _writer.Execute("ROLLBACK TO item");
        _writer.Execute("RELEASE item");
    }

    private DatabaseSession Connect()
    {
        var code = raw.sqlite3_open_v2(
            File,
            out var connection,
            raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX,
            null
        );
        if (code != raw.SQLITE_OK)
        {
            var detail = raw.sqlite3_errstr(code).utf8_to_string();
            connection?.Dispose();
            throw DatabaseErrors.ToException(code, code, detail, File, "open");
        }

        var session = new DatabaseSession(connection, File);
        try
        {
            _ = raw.sqlite3_busy_timeout(connection, (int)_options.BusyTimeout.TotalMilliseconds);
            session.ExecuteScript("PRAGMA journal_mode = WAL");
            session.ExecuteScript(_options.SurvivePowerLoss ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
            session.ExecuteScript("PRAGMA foreign_keys = ON");
            session.ExecuteScript("PRAGMA temp_store = MEMORY");
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
