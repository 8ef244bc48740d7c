using System.Text;

namespace Amazon.Lambda.Core;

/// <summary>
/// A log for code that has no <see cref="ILambdaContext"/>. On Lambda the runtime replaces the console.
/// </summary>
public static class LambdaLogger
{
    public static void Log(string message)
    {
        Console.WriteLine(message);
    }

    public static void Log(string level, string message, params object[] args)
    {
        var line = new StringBuilder($"{level}: {message}");
        if (args is { Length: > 0 })
        {
            line.Append(" Arguments:");
            foreach (var arg in args)
            {
                line.Append(" \"").Append(arg).Append('"');
            }
        }

        Console.WriteLine(line.ToString());
    }

    public static void Log(LogLevel level, string message, params object[] args)
    {
        Log(level.ToString(), message, args);
    }

    public static void Log(string level, Exception exception, string message, params object[] args)
    {
        Log(level, message, args);
        Console.WriteLine(exception);
    }

    public static void Log(LogLevel level, Exception exception, string message, params object[] args)
    {
        Log(level.ToString(), exception, message, args);
    }
}
