using System.Collections.Immutable;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Functions;

/// <summary>
/// The published versions and the aliases of all functions. They are stored, so that an execution that names a version continues after a
/// restart. Thread-safe.
/// </summary>
internal sealed class FunctionVersions
{
    private readonly FunctionVersionStore _store;
    private readonly Lock _lock = new();
    private ImmutableSortedDictionary<(string Function, int Number), FunctionVersion> _versions;
    private ImmutableSortedDictionary<(string Function, string Name), FunctionAlias> _aliases;

    public FunctionVersions(Database? database)
    {
        _store = new FunctionVersionStore(database);
        _versions = _store.Versions().ToImmutableSortedDictionary(version => (version.Function, version.Number), version => version);
        _aliases = _store.Aliases().ToImmutableSortedDictionary(stored => (stored.Function, stored.Alias.Name), stored => stored.Alias);
    }

    public FunctionVersion? Find(string function, int number) =>
        _versions.TryGetValue((function, number), out var version) && !version.IsDeleted ? version : null;

    public FunctionAlias? FindAlias(string function, string name) => _aliases.GetValueOrDefault((function, name));

    public IReadOnlyList<FunctionVersion> VersionsOf(string function) =>
        [.. _versions.Values.Where(version => version.Function == function && !version.IsDeleted)];

    public IReadOnlyList<FunctionAlias> AliasesOf(string function) =>
        [.. _aliases.Where(entry => entry.Key.Function == function).Select(entry => entry.Value)];

    /// <summary>Publishes a function. If its newest version has the same settings and code, returns that version.</summary>
    public async Task<FunctionVersion> PublishAsync(RegisteredFunction function, string? description)
    {
        FunctionVersion version;
        lock (_lock)
        {
            var newest = _versions.Values.LastOrDefault(published => published.Function == function.Name);
            if (newest is { IsDeleted: false } && newest.HasSettingsOf(function))
            {
                return newest;
            }

            version = new FunctionVersion(function.Name, (newest?.Number ?? 0) + 1, function.Timeout)
            {
                Handler = function.Handler,
                Description = description ?? function.Description,
                Environment = function.Environment,
            };
            _versions = _versions.Add((version.Function, version.Number), version);
        }

        try
        {
            await _store.SaveAsync(version);
        }
        catch
        {
            lock (_lock)
            {
                _versions = _versions.Remove((version.Function, version.Number));
            }

            throw;
        }

        return version;
    }

    public async Task DeleteAsync(FunctionVersion version)
    {
        var deleted = version with { IsDeleted = true };
        await _store.SaveAsync(deleted);
        lock (_lock)
        {
            _versions = _versions.SetItem((version.Function, version.Number), deleted);
        }
    }

    public async Task PutAliasAsync(string function, FunctionAlias alias)
    {
        await _store.SaveAsync(function, alias);
        lock (_lock)
        {
            _aliases = _aliases.SetItem((function, alias.Name), alias);
        }
    }

    public async Task DeleteAliasAsync(string function, string alias)
    {
        await _store.DeleteAliasAsync(function, alias);
        lock (_lock)
        {
            _aliases = _aliases.Remove((function, alias));
        }
    }
}
