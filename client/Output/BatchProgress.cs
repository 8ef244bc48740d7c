using System.Globalization;
using Spectre.Console;

namespace PromptToImage.Client.Output;

/// <summary>The progress of a batch: a bar with the number of items and the time left on a terminal, lines elsewhere.</summary>
internal sealed class BatchProgress : IAsyncDisposable
{
    private const int PlainSteps = 10;

    /// <summary>Smaller batches get no lines.</summary>
    private const int SmallestShown = 100;

    private readonly Screen _screen;
    private readonly string _activity;
    private readonly int _all;
    private readonly bool _lines;
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ProgressTask> _bar = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _display;
    private int _done;
    private int _plainStep;

    private BatchProgress(Screen screen, string activity, int all, int done, bool lines)
    {
        _screen = screen;
        _activity = activity;
        _all = all;
        _done = done;
        _lines = lines;
        _plainStep = Step();
        _display = screen.ProgressTerminal is { } terminal ? ShowAsync(terminal) : Task.CompletedTask;
    }

    /// <param name="activity">The word before the numbers, for example Sending.</param>
    /// <param name="done">How many items are done at the start.</param>
    /// <param name="lines">Whether to write a line for each tenth where there is no terminal.</param>
    public static BatchProgress Start(Screen screen, string activity, int all, int done, bool lines) =>
        new(screen, activity, all, done, lines);

    /// <param name="done">How many items are done.</param>
    public void Advance(int done)
    {
        _done = done;
        if (_bar.Task.IsCompletedSuccessfully)
        {
            Update(_bar.Task.Result);
        }
        else if (_lines && _screen.ProgressTerminal is null && _all >= SmallestShown && Step() is < PlainSteps and var step && step > _plainStep)
        {
            _plainStep = step;
            _screen.Error.WriteLine(Description());
        }
    }

    public async ValueTask DisposeAsync()
    {
        _finished.TrySetResult();
        await _display;
    }

    private int Step() => _all == 0 ? PlainSteps : (int)((long)_done * PlainSteps / _all);

    private string Description() => string.Create(CultureInfo.InvariantCulture, $"{_activity} {_done:N0} of {_all:N0}");

    private void Update(ProgressTask bar)
    {
        bar.Description = Description();
        bar.Value = _done;
    }

    private Task ShowAsync(IAnsiConsole terminal) =>
        terminal
            .Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Description(), maxValue: Math.Max(1, _all));
                Update(bar);
                _bar.SetResult(bar);
                await _finished.Task;
                Update(bar);
            });
}
