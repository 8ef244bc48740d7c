using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SQLitePCL;

namespace PromptToImage.AwsEmulator.Storage;

/// <summary>
/// One SQLite file in WAL mode. One thread writes. It takes all waiting requests into one transaction (group commit); each request has
/// its own savepoint, and its task completes only after the COMMIT. Reads run concurrently, each on its own snapshot. Thread-safe.
/// </summary>
/// <remarks>
/// The writer is a thread of its own and not a background service: it must outlive every service that writes, and it blocks while the
/// disk works. No exception ends it: requests that it cannot carry out fail, and the next ones are tried on a new connection if needed.
/// </remarks>
public sealed partial class Database : IAsyncDisposable
{
    private readonly DatabaseOptions _options;
    private readonly Channel<WriteRequest> _queue = Channel.CreateUnbounded<WriteRequest>(
        new UnboundedChannelOptions { SingleReader = true }
    );
    private readonly ConcurrentBag<DatabaseSession> _readers = [];
    private readonly ILogger<Database> _logger;
    private readonly Task _writing;

    // Used by the writer's thread only; null after it failed, until the next group.
    private DatabaseSession? _writer;
    private volatile bool _disposed;

    private Database(string file, DatabaseOptions options, ILogger<Database> logger)
    {
        File = file;
        _options = options;
        _logger = logger;
        _writer = Connect();
        _writing = Task.Factory.StartNew(WriteLoop, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public string File { get; }

    /// <summary>Opens the file. Creates it and its folder if they do not exist.</summary>
    /// <param name="file">A path.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="logger">Receives failures of the writer; null discards them.</param>
    /// <exception cref="StorageUnavailableException">The folder cannot be written, or the file is not a database.</exception>
    public static Database Open(string file, DatabaseOptions? options = null, ILogger<Database>? logger = null)
    {
        Batteries_V2.Init();
        var full = Path.GetFullPath(file);
        DataFolder.EnsureExists(Path.GetDirectoryName(full)!);
        return new Database(full, options ?? new DatabaseOptions(), logger ?? NullLogger<Database>.Instance);
    }

    /// <summary>
    /// Brings a component's tables up to date. The number of statements is the component's version: a file of an older version gets the
    /// statements that it has not run yet. So statements are appended and never edited.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The file is of a newer version, or cannot be written.</exception>
    public void Migrate(string component, params IReadOnlyList<string> statements) =>
        WriteAsync(session =>
            {
                session.Execute("CREATE TABLE IF NOT EXISTS components (name TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID");
                var version = session.ScalarInt64("SELECT version FROM components WHERE name = ?1", component) ?? 0;
                if (version > statements.Count)
                {
                    throw StorageUnavailableException.From(
                        StorageError.Unreadable,
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
    /// Runs work on the writer's thread. If it throws, its own changes are undone and the task fails with the same exception. Other work
    /// in the same transaction is unaffected.
    /// </summary>
    /// <exception cref="StorageUnavailableException">The transaction could not be committed. Nothing of it was stored.</exception>
    public Task<T> WriteAsync<T>(Func<DatabaseSession, T> work)
    {
        var request = new WriteRequest<T>(work);
        Enqueue(request);
        return request.Task;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<DatabaseSession> work) =>
        WriteAsync<object?>(session =>
        {
            work(session);
            return null;
        });

    /// <summary>Runs queries on one consistent snapshot. It includes every write that has completed.</summary>
    /// <exception cref="StorageUnavailableException">The file cannot be read.</exception>
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
            // A connection whose transaction is still open would fail every later read.
            if (session.IsInTransaction || _disposed)
            {
                session.Dispose();
            }
            else
            {
                _readers.Add(session);
            }
        }
    }

    /// <summary>Commits all waiting requests, then closes the file.</summary>
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

        _writer?.Dispose();
    }

    private void Enqueue(WriteRequest request)
    {
        ObjectDisposedException.ThrowIf(!_queue.Writer.TryWrite(request), this);
    }

    private void WriteLoop()
    {
        var group = new List<WriteRequest>(_options.MaxGroupSize);
        while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < _options.MaxGroupSize && _queue.Reader.TryRead(out var request))
            {
                group.Add(request);
            }

            WriteGroup(group);
            group.Clear();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "The writer must survive: every request of the group gets the exception.")]
    private void WriteGroup(List<WriteRequest> group)
    {
        try
        {
            _writer ??= Connect();
            _writer.Execute("BEGIN IMMEDIATE");
            foreach (var request in group)
            {
                RunInSavepoint(_writer, request);
            }

            _writer.Execute("COMMIT");
        }
        catch (Exception e)
        {
            // Nothing of the group was stored, so nothing of it may be acknowledged.
            Rollback();
            foreach (var request in group)
            {
                request.Fail(e);
            }

            return;
        }

        foreach (var request in group)
        {
            request.Complete();
        }
    }

    private static void RunInSavepoint(DatabaseSession writer, WriteRequest request)
    {
        writer.Execute("SAVEPOINT request");
        if (request.Run(writer))
        {
            writer.Execute("RELEASE request");
            return;
        }

        // On a full disk SQLite itself rolls back the whole transaction: then the whole group fails.
        if (!writer.IsInTransaction)
        {
            throw request.Failure!;
        }

        writer.Execute("ROLLBACK TO request");
        writer.Execute("RELEASE request");
    }

    [SuppressMessage("Design", "CA1031", Justification = "The failure is logged, and the next group gets a new connection.")]
    private void Rollback()
    {
        try
        {
            if (_writer is { IsInTransaction: true })
            {
                _writer.Execute("ROLLBACK");
            }
        }
        catch (Exception e)
        {
            LogReconnect(e, File);
            _writer?.Dispose();
            _writer = null;
        }
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

    [LoggerMessage(LogLevel.Error, "Could not roll back a transaction of {file}. The next write opens a new connection.")]
    private partial void LogReconnect(Exception exception, string file);
}
