using PromptToImage.AwsEmulator;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.Deployment.Resources;
using PromptToImage.Deployment.Templates;

namespace PromptToImage.Deployment;

/// <summary>A resource that a deployment has created.</summary>
/// <param name="IsRetained">Whether it stays when the template no longer has it.</param>
internal sealed record StackRecord(string Type, string PhysicalId, bool IsRetained);

/// <summary>Remembers the resources of a stack, so that a later deployment can delete those that the template no longer has.</summary>
internal sealed class StackRecords
{
    private readonly Emulator _emulator;
    private readonly string _stack;

    public StackRecords(Emulator emulator, string stack)
    {
        _emulator = emulator;
        _stack = stack;
        emulator.Database.Migrate(
            "stacks",
            "CREATE TABLE stack_resources (stack TEXT NOT NULL, type TEXT NOT NULL, physical_id TEXT NOT NULL, retained INTEGER NOT NULL)"
        );
    }

    /// <summary>Deletes the resources of the earlier deployment that are not among the given ones, then remembers these.</summary>
    /// <exception cref="TemplateException">A resource cannot be deleted.</exception>
    public async Task ReplaceAsync(IReadOnlyList<StackRecord> deployed)
    {
        var earlier = _emulator.Database.Read(session =>
            session.Query(
                "SELECT type, physical_id, retained FROM stack_resources WHERE stack = ?1 ORDER BY rowid",
                row => new StackRecord(row.GetString(0), row.GetString(1), row.GetBoolean(2)),
                _stack
            )
        );
        if (earlier.SequenceEqual(deployed))
        {
            return;
        }

        var kept = deployed.Select(record => (record.Type, record.PhysicalId)).ToHashSet();
        // The last first, because a resource depends on earlier ones.
        foreach (var record in earlier.AsEnumerable().Reverse().Where(record => !kept.Contains((record.Type, record.PhysicalId))))
        {
            await DeleteAsync(record);
        }

        await _emulator.Database.WriteAsync(session =>
        {
            session.Execute("DELETE FROM stack_resources WHERE stack = ?1", _stack);
            foreach (var record in deployed)
            {
                session.Execute(
                    "INSERT INTO stack_resources VALUES (?1, ?2, ?3, ?4)",
                    _stack,
                    record.Type,
                    record.PhysicalId,
                    record.IsRetained
                );
            }
        });
    }

    private async Task DeleteAsync(StackRecord record)
    {
        if (record.IsRetained || !ResourceTypes.All.TryGetValue(record.Type, out var type))
        {
            return;
        }

        try
        {
            await type.DeleteAsync(record.PhysicalId, _emulator);
        }
        catch (AwsException e)
        {
            throw new TemplateException($"{record.PhysicalId} ({record.Type}) cannot be deleted: {e.Message}", e);
        }
    }
}
