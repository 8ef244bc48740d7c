using System.Globalization;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>How many files and connections the operating system lets this process open.</summary>
internal static class OpenFileLimit
{
    private const string Limits = "/proc/self/limits";
    private const string Name = "Max open files";

    // .NET keeps each of its assemblies open. With fewer files the process ends as soon as it cannot load another one.
    private const int Needed = 512;

    // Files that are open whatever is requested: assemblies, the database and its readers, logs, and the server's own sockets.
    private const int Reserved = 320;

    // In addition to its connection, a request can have the files of an object, of a reader of the database and of a part.
    private const int PerConnection = 4;

    /// <exception cref="OpenFileLimitException">The limit is too low to run at all.</exception>
    public static void Check()
    {
        if (Read() is { } limit and < Needed)
        {
            throw new OpenFileLimitException(limit, Needed);
        }
    }

    /// <summary>The limit; null where it is not known. Only Linux shows it.</summary>
    public static int? Read() =>
        File.Exists(Limits)
        && File.ReadLines(Limits).FirstOrDefault(line => line.StartsWith(Name, StringComparison.Ordinal)) is { } line
        && line[Name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var soft, ..]
        && int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit)
            ? limit
            : null;

    /// <summary>The number of connections that leaves enough files for the requests on them.</summary>
    public static int ConnectionsFor(int limit) => (limit - Reserved) / PerConnection;
}
