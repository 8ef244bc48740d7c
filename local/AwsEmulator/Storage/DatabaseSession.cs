using SQLitePCL;

namespace PromptToImage.AwsEmulator.Storage;

/// <summary>
/// A connection that runs statements. Each SQL text is prepared once, so texts are constants, and values are parameters, from <c>?1</c>.
/// A parameter is null, a string, long, int, bool, double, byte[], <see cref="ReadOnlyMemory{T}"/> of bytes, or a
/// <see cref="DateTimeOffset"/>, which is stored as Unix time in milliseconds, AWS's resolution. Not thread-safe.
/// </summary>
public sealed class DatabaseSession : IDisposable
{
    private readonly sqlite3 _connection;
    private readonly string _file;
    private readonly Dictionary<string, sqlite3_stmt> _statements = new(StringComparer.Ordinal);

    internal DatabaseSession(sqlite3 connection, string file)
    {
        _connection = connection;
        _file = file;
    }

    /// <summary>The rowid of the last row that this session inserted.</summary>
    public long LastInsertRowId => raw.sqlite3_last_insert_rowid(_connection);

    internal bool IsInTransaction => raw.sqlite3_get_autocommit(_connection) == 0;

    /// <summary>Runs a statement; returns the number of changed rows.</summary>
    /// <exception cref="DatabaseException">The statement failed.</exception>
    /// <exception cref="StorageUnavailableException">The storage cannot be used.</exception>
    public int Execute(string sql, params ReadOnlySpan<object?> args)
    {
        var statement = Bind(sql, args);
        try
        {
            int code;
            while ((code = raw.sqlite3_step(statement)) == raw.SQLITE_ROW) { }

            Check(code, sql);
            return raw.sqlite3_changes(_connection);
        }
        finally
        {
            Release(statement);
        }
    }

    /// <summary>Maps all rows of a query. The mapper must not use the session.</summary>
    public List<T> Query<T>(string sql, RowMapper<T> map, params ReadOnlySpan<object?> args)
    {
        var statement = Bind(sql, args);
        try
        {
            List<T> rows = [];
            while (Step(statement, sql))
            {
                rows.Add(map(new Row(statement)));
            }

            return rows;
        }
        finally
        {
            Release(statement);
        }
    }

    /// <summary>Maps the first row of a query; the type's default if there is no row.</summary>
    public T? QueryFirst<T>(string sql, RowMapper<T> map, params ReadOnlySpan<object?> args)
    {
        var statement = Bind(sql, args);
        try
        {
            return Step(statement, sql) ? map(new Row(statement)) : default;
        }
        finally
        {
            Release(statement);
        }
    }

    /// <summary>The first column of the first row as a number; null if it is NULL or there is no row.</summary>
    public long? ScalarInt64(string sql, params ReadOnlySpan<object?> args) => QueryFirst(sql, static row => row.GetInt64OrNull(0), args);

    /// <summary>The first column of the first row as text; null if it is NULL or there is no row.</summary>
    public string? ScalarString(string sql, params ReadOnlySpan<object?> args) =>
        QueryFirst(sql, static row => row.GetStringOrNull(0), args);

    /// <summary>Runs several statements without parameters. They are not kept prepared.</summary>
    internal void ExecuteScript(string sql) => Check(raw.sqlite3_exec(_connection, sql), sql);

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _connection.Dispose();
    }

    private bool Step(sqlite3_stmt statement, string sql)
    {
        var code = raw.sqlite3_step(statement);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        Check(code, sql);
        return false;
    }

    private sqlite3_stmt Bind(string sql, ReadOnlySpan<object?> args)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v3(_connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement), sql);
            _statements.Add(sql, statement);
        }

        for (var i = 0; i < args.Length; i++)
        {
            Check(Bind(statement, i + 1, args[i]), sql);
        }

        return statement;
    }

    private static int Bind(sqlite3_stmt statement, int index, object? value) =>
        value switch
        {
            null => raw.sqlite3_bind_null(statement, index),
            string text => raw.sqlite3_bind_text(statement, index, text),
            long number => raw.sqlite3_bind_int64(statement, index, number),
            int number => raw.sqlite3_bind_int64(statement, index, number),
            bool flag => raw.sqlite3_bind_int64(statement, index, flag ? 1 : 0),
            double number => raw.sqlite3_bind_double(statement, index, number),
            DateTimeOffset time => raw.sqlite3_bind_int64(statement, index, time.ToUnixTimeMilliseconds()),
            byte[] bytes => raw.sqlite3_bind_blob(statement, index, bytes),
            ReadOnlyMemory<byte> bytes => raw.sqlite3_bind_blob(statement, index, bytes.Span),
            _ => throw new ArgumentException($"A parameter of type {value.GetType()} cannot be stored."),
        };

    private static void Release(sqlite3_stmt statement)
    {
        // Both return the error of the last step, which is already reported.
        _ = raw.sqlite3_reset(statement);
        _ = raw.sqlite3_clear_bindings(statement);
    }

    private void Check(int code, string sql)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_DONE)
        {
            return;
        }

        throw DatabaseErrors.ToException(
            code,
            raw.sqlite3_extended_errcode(_connection),
            raw.sqlite3_errmsg(_connection).utf8_to_string(),
            _file,
            sql
        );
    }
}
