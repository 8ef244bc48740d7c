namespace PromptToImage.Simulation.Studies;

/// <summary>Simulates every combination of settings with every seed and gives the answer. Equal settings give an equal report.</summary>
public sealed class SimulationStudy
{
    private readonly string _definition;
    private readonly IReadOnlyList<SimulationOptions> _settings;
    private readonly int _seeds;
    private readonly Target? _target;
    private readonly Lock _lock = new();
    private int _ended;

    /// <param name="definition">The text of a definition with the project's placeholders.</param>
    /// <param name="settings">The combinations of settings, at least one.</param>
    /// <param name="seeds">How many runs each has, with seeds from its own one on.</param>
    /// <param name="target">Null for none.</param>
    /// <exception cref="StatesLanguage.InvalidDefinitionException">The definition is invalid. The exception lists all errors.</exception>
    public SimulationStudy(string definition, IReadOnlyList<SimulationOptions> settings, int seeds = 1, Target? target = null)
    {
        SimulatedFunctions.Parse(definition);
        _definition = definition;
        _settings = settings;
        _seeds = seeds;
        _target = target;
    }

    private int Runs => _settings.Count * (_seeds + (_target is null ? 0 : DailyCapacity.Steps));

    /// <param name="progress">Called now and then, by one thread at a time.</param>
    /// <param name="cancellationToken">Cancels the runs.</param>
    /// <exception cref="OperationCanceledException">The study was cancelled.</exception>
    public StudyReport Run(Action<StudyProgress> progress, CancellationToken cancellationToken = default)
    {
        var reports = _settings
            .SelectMany(options => Enumerable.Range(0, _seeds).Select(seed => options with { Seed = options.Seed + seed }))
            .AsParallel()
            .AsOrdered()
            .WithCancellation(cancellationToken)
            .Select(Simulate)
            .ToList();
        var capacities = _settings
            .AsParallel()
            .AsOrdered()
            .WithCancellation(cancellationToken)
            .Select(options => _target is null ? null : new DailyCapacity(options, _target).Find(Simulate))
            .ToList();
        var texts = _settings.Select(options => options.Describe()).ToList();
        var different = texts[0].Keys.Where(name => texts.Any(text => text[name] != texts[0][name])).ToList();
        return new StudyReport
        {
            Common = texts[0].Where(text => !different.Contains(text.Key) && text.Key != SimulationOptions.SeedName).ToDictionary(),
            Seeds = [.. Enumerable.Range(_settings[0].Seed, _seeds)],
            Target = _target,
            Rows =
            [
                .. reports
                    .Chunk(_seeds)
                    .Select(
                        (runs, index) =>
                            new StudyRow
                            {
                                Options = _settings[index],
                                Settings = different.ToDictionary(name => name, name => texts[index][name]),
                                Runs = runs,
                                MeetsTarget = _target is null ? null : runs.All(_target.IsMetBy),
                                PromptsPerDay = capacities[index],
                            }
                    ),
            ],
        };

        SimulationReport Simulate(SimulationOptions options)
        {
            var report = new Simulator(_definition, options).Run(
                (settled, elapsed) => Show(new StudyProgress(_ended, Runs, settled, options.Prompts, elapsed)),
                cancellationToken
            );
            lock (_lock)
            {
                _ended++;
            }

            return report;
        }

        void Show(StudyProgress happened)
        {
            lock (_lock)
            {
                progress(happened);
            }
        }
    }
}

/// <summary>How far a study is.</summary>
/// <param name="RunsEnded">The simulations that have ended.</param>
/// <param name="Runs">The simulations of the study.</param>
/// <param name="Settled">The prompts of one of the running simulations that have reached their end.</param>
/// <param name="Prompts">The prompts of that simulation.</param>
/// <param name="Simulated">The virtual time of that simulation.</param>
public sealed record StudyProgress(int RunsEnded, int Runs, int Settled, int Prompts, TimeSpan Simulated);
