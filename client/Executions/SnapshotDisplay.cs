using PromptToImage.Client.Output;
using Spectre.Console;

namespace PromptToImage.Client.Executions;

/// <summary>Shows a prompt's progress: a table that is redrawn on a terminal, a line for every change elsewhere.</summary>
internal sealed class SnapshotDisplay(Screen screen, TimeProvider clock)
{
    private readonly Dictionary<string, string> _printed = new(StringComparer.Ordinal);

    public Task ShowAsync(IAsyncEnumerable<ExecutionSnapshot> snapshots, CancellationToken cancellationToken)
    {
        return screen.ProgressTerminal is { } terminal
            ? ShowLiveAsync(terminal, snapshots, cancellationToken)
            : ShowLinesAsync(snapshots, cancellationToken);
    }

    private Task ShowLiveAsync(IAnsiConsole terminal, IAsyncEnumerable<ExecutionSnapshot> snapshots, CancellationToken cancellationToken)
    {
        return terminal
            .Live(new Text(""))
            .StartAsync(async live =>
            {
                await foreach (var snapshot in snapshots.WithCancellation(cancellationToken))
                {
                    live.UpdateTarget(SnapshotTable.Create(snapshot, clock.GetUtcNow()));
                    live.Refresh();
                }
            });
    }

    private async Task ShowLinesAsync(IAsyncEnumerable<ExecutionSnapshot> snapshots, CancellationToken cancellationToken)
    {
        await foreach (var snapshot in snapshots.WithCancellation(cancellationToken))
        {
            if (snapshot.Status == PromptStatuses.NotStarted)
            {
                PrintOnce("queue", "Waiting in the queue");
            }

            for (var i = 0; i < snapshot.States.Count; i++)
            {
                var state = snapshot.States[i];
                PrintOnce($"{snapshot.Attempt}/{i}", $"{state.Name}: {SnapshotTable.Describe(state)}");
            }
        }
    }

    private void PrintOnce(string key, string line)
    {
        if (_printed.TryGetValue(key, out var last) && last == line)
        {
            return;
        }

        _printed[key] = line;
        screen.Error.WriteLine(line);
    }
}
