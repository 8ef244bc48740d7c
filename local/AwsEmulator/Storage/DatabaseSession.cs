using SQLitePCL;

namespace PromptToImage.AwsEmulator.Storage;

/// <summary>
/// One connection, for the length of one piece of work. Statements are prepared once per SQL text, so
/// texts are constants and values are parameters, <c>?1</c> onwards. Parameters are null, string, long,
/// int, bool, double, byte[], <see cref="ReadOnlyMemory{T}"/> of bytes, and <see cref="DateTimeOffset"/>
/// (kept as Unix milliseconds, AWS's own resolution).
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

    /// <summary>Runs a statement for its effect; returns how many rows it changed.</summary>
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

    /// <summary>All rows, mapped. A mapping may not use the session.</summary>
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

    /// <summary>The first row, mapped, or the type's default when there is none.</summary>
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

    /// <summary>The first column of the first row as a number, or null when there is no row or it is NULL.</summary>
    public long? ScalarInt64(string sql, params ReadOnlySpan<object?> args) => QueryFirst(sql, static row => row.GetInt64OrNull(0), args);

    /// <summary>The first column of the first row as text, or null when there is no row or it is NULL.</summary>
    public string? ScalarString(string sql, params ReadOnlySpan<object?> args) =>
        QueryFirst(sql, static row => row.GetStringOrNull(0), args);

    /// <summary>Runs a text of several statements without parameters, unprepared.</summary>
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
        // Both report the error of the step before, which has been reported already.
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
