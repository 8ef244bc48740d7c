using System.Globalization;
using PromptToImage.Soak;
using PromptToImage.Soak.Hosting;

switch (args)
{
    case [RunnerHost.Verb, var port, var dataFolder, var clockFile]:
        return await RunnerHost.RunAsync(port, dataFolder, clockFile);
    case ["run", var folder, var minutes, var seed]:
        using (var run = new SoakRun(folder, int.Parse(seed, CultureInfo.InvariantCulture), Console.WriteLine))
        {
            var time = TimeSpan.FromMinutes(double.Parse(minutes, CultureInfo.InvariantCulture));
            var report = await run.RunAsync(time, CancellationToken.None);
            report.Write(Console.Out);
            return report.Passed ? 0 : 1;
        }

    default:
        Console.Error.WriteLine("tests/soak starts this program.");
        return 2;
}
