using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using System.Runtime.Loader;
using PromptToImage.ColdStart;

// Usage: dotnet exec --runtimeconfig PACKAGE/….runtimeconfig.json PromptToImage.ColdStart.dll PACKAGE HANDLER EVENT-FILE [--assemblies]
// Starts a function as Lambda's managed runtime does, sends it one event, and prints the time and the memory.
var processorBefore = Environment.CpuUsage.TotalTime;
var began = Stopwatch.GetTimestamp();
string package = Path.GetFullPath(args[0]),
    handler = args[1];
AssemblyLoadContext.Default.Resolving += (context, name) =>
    Path.Combine(package, $"{name.Name}.dll") is var file && File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
var parts = handler.Split("::");
var assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(Path.Combine(package, $"{parts[0]}.dll")));
var type = assembly.GetType(parts[1], throwOnError: true)!;
var method = type.GetMethod(parts[2]) ?? throw new MissingMethodException(parts[1], parts[2]);
var invocation = Invocation.Create(Activator.CreateInstance(type)!, method);
var response = await invocation.CallAsync(await File.ReadAllBytesAsync(args[2]));
var elapsed = Stopwatch.GetElapsedTime(began);
var processor = Environment.CpuUsage.TotalTime;
var compiled = JitInfo.GetCompiledMethodCount();

await Console.Out.WriteLineAsync(
    string.Create(
        CultureInfo.InvariantCulture,
        $"\nanswered {elapsed.TotalMilliseconds:F1} {(processor - processorBefore).TotalMilliseconds:F1} {processor.TotalMilliseconds:F1} {compiled} {AppDomain.CurrentDomain.GetAssemblies().Length} {Process.GetCurrentProcess().PeakWorkingSet64} {response.Length}"
    )
);
if (args is [_, _, _, "--assemblies"])
{
    foreach (var loaded in AppDomain.CurrentDomain.GetAssemblies().OrderBy(loaded => loaded.FullName, StringComparer.Ordinal))
    {
        await Console.Out.WriteLineAsync(loaded.GetName().Name);
    }
}
