using System.Globalization;
using PromptToImage.Client.Output;
using Spectre.Console;

namespace PromptToImage.Client.Send;

/// <summary>A progress bar on a terminal; elsewhere a line for every tenth of the way.</summary>
internal sealed class SendProgress : IAsyncDisposable
{
    private const int PlainSteps = 10;

    /// <summary>Fewer than so many prompts are sent before anyone asks how far it is.</summary>
    private const int FewestShown = 100;

    private readonly Screen _screen;
    private readonly SendTally _tally;
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ProgressTask> _bar = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _display;
    private int _plainSteps;

    private SendProgress(Screen screen, SendTally tally)
    {
        _screen = screen;
        _tally = tally;
        _plainSteps = Step();
        _display = screen.ProgressTerminal is { } terminal ? ShowAsync(terminal) : Task.CompletedTask;
    }

    public static SendProgress Start(Screen screen, SendTally tally)
    {
        return new SendProgress(screen, tally);
    }

    public void Advance()
    {
        if (_bar.Task.IsCompletedSuccessfully)
        {
            _bar.Task.Result.Value = _tally.Sent;
        }
        else if (
            _screen.ProgressTerminal is null
            && _tally.All >= FewestShown
            && Step() is var step
            && step > _plainSteps
            && step < PlainSteps
        )
        {
            _plainSteps = step;
            _screen.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{_tally.Sent:N0} of {_tally.All:N0} sent"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _finished.TrySetResult();
        await _display;
    }

    private int Step()
    {
        return _tally.All == 0 ? PlainSteps : (int)((long)_tally.Sent * PlainSteps / _tally.All);
    }

    private Task ShowAsync(IAnsiConsole terminal)
    {
        return terminal
            .Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask("Sending", maxValue: Math.Max(1, _tally.All));
                bar.Value = _tally.Sent;
                _bar.SetResult(bar);
                await _finished.Task;
                bar.Value = _tally.All == 0 ? 1 : _tally.Sent;
            });
    }
}
