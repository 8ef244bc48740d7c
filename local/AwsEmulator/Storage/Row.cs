using SQLitePCL;

namespace PromptToImage.AwsEmulator.Storage;

/// <summary>The current row of a query. Columns are counted from 0. Valid until the mapper returns.</summary>
public readonly ref struct Row
{
    private readonly sqlite3_stmt _statement;

    internal Row(sqlite3_stmt statement)
    {
        _statement = statement;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public string GetString(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string() ?? "";

    public string? GetStringOrNull(int column) => IsNull(column) ? null : GetString(column);

    public long GetInt64(int column) => raw.sqlite3_column_int64(_statement, column);

    public long? GetInt64OrNull(int column) => IsNull(column) ? null : GetInt64(column);

    public int GetInt32(int column) => checked((int)GetInt64(column));

    public bool GetBoolean(int column) => GetInt64(column) != 0;

    public double GetDouble(int column) => raw.sqlite3_column_double(_statement, column);

    /// <summary>The bytes of a blob, or the UTF-8 of a text. Valid until the mapper returns.</summary>
    public ReadOnlySpan<byte> GetSpan(int column) => raw.sqlite3_column_blob(_statement, column);

    public byte[] GetBytes(int column) => GetSpan(column).ToArray();

    /// <summary>A time that was stored as a <see cref="DateTimeOffset"/>.</summary>
    public DateTimeOffset GetTime(int column) => DateTimeOffset.FromUnixTimeMilliseconds(GetInt64(column));

    public DateTimeOffset? GetTimeOrNull(int column) => IsNull(column) ? null : GetTime(column);
}
