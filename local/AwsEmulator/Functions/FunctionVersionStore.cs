using System.Globalization;
using System.Text.Json;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>
/// The tables of versions and aliases of functions. They have no code: it is in the program. Without a database, nothing is stored.
/// </summary>
internal sealed class FunctionVersionStore
{
    private static readonly string[] Migrations =
    [
        """
            CREATE TABLE function_versions (
                function TEXT NOT NULL,
                number INTEGER NOT NULL,
                timeout INTEGER NOT NULL,
                description TEXT NOT NULL,
                environment TEXT NOT NULL,
                deleted INTEGER NOT NULL DEFAULT 0,
                PRIMARY KEY (function, number)) WITHOUT ROWID;
            CREATE TABLE function_aliases (
                function TEXT NOT NULL,
                name TEXT NOT NULL,
                alias TEXT NOT NULL,
                PRIMARY KEY (function, name)) WITHOUT ROWID;
            """,
    ];

    private readonly Database? _database;

    public FunctionVersionStore(Database? database)
    {
        _database = database;
        database?.Migrate("function versions", Migrations);
    }

    /// <summary>The published versions of all functions. Their handlers are still to be set.</summary>
    public IReadOnlyList<FunctionVersion> Versions() =>
        _database?.Read(session =>
            session.Query(
                "SELECT function, number, timeout, description, environment, deleted FROM function_versions",
                static row => new FunctionVersion(row.GetString(0), row.GetInt32(1), TimeSpan.FromMilliseconds(row.GetInt64(2)))
                {
                    Description = row.GetString(3),
                    Environment = JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(4))!,
                    IsDeleted = row.GetBoolean(5),
                }
            )
        ) ?? [];

    public IReadOnlyList<(string Function, FunctionAlias Alias)> Aliases() =>
        _database?.Read(session =>
            session.Query(
                "SELECT function, alias FROM function_aliases",
                static row => (row.GetString(0), JsonSerializer.Deserialize<FunctionAlias>(row.GetString(1))!)
            )
        ) ?? [];

    public Task SaveAsync(FunctionVersion version) =>
        WriteAsync(session =>
            session.Execute(
                "INSERT OR REPLACE INTO function_versions VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                version.Function,
                version.Number,
                (long)version.Timeout.TotalMilliseconds,
                version.Description,
                JsonSerializer.Serialize(version.Environment),
                version.IsDeleted
            )
        );

    public Task SaveAsync(string function, FunctionAlias alias) =>
        WriteAsync(session =>
            session.Execute(
                "INSERT OR REPLACE INTO function_aliases VALUES (?1, ?2, ?3)",
                function,
                alias.Name,
                JsonSerializer.Serialize(alias)
            )
        );

    public Task DeleteAliasAsync(string function, string alias) =>
        WriteAsync(session => session.Execute("DELETE FROM function_aliases WHERE function = ?1 AND name = ?2", function, alias));

    private Task WriteAsync(Action<DatabaseSession> work) => _database?.WriteAsync(work) ?? Task.CompletedTask;
}

/// <summary>A published version: the settings of the function when it was published.</summary>
internal sealed record FunctionVersion(string Function, int Number, TimeSpan Timeout)
{
    /// <summary>The code; null for a version of an earlier process, which runs the code that this process registered.</summary>
    public FunctionHandler? Handler { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>A deleted version stays stored, because its number is not used again.</summary>
    public bool IsDeleted { get; init; }

    public string Name => Number.ToString(CultureInfo.InvariantCulture);

    public bool HasSettingsOf(RegisteredFunction function) =>
        Timeout == function.Timeout
        && (Handler is null || Handler == function.Handler)
        && Environment.Count == function.Environment.Count
        && Environment.All(variable => function.Environment.TryGetValue(variable.Key, out var value) && value == variable.Value);
}
