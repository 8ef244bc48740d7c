namespace PromptToImage.StatesLanguage.Definition;

/// <summary>ErrorEquals: which errors a retrier or a catcher is for.</summary>
internal static class ErrorMatch
{
    /// <summary>
    /// States.ALL is every error but States.Runtime, which nothing catches, even by name (as recorded from AWS);
    /// States.TaskFailed is every error but States.Timeout. A heartbeat that stays away is reported as States.Timeout, and
    /// also known by the name States.HeartbeatTimeout.
    /// </summary>
    public static bool Covers(IReadOnlyList<string> names, string? error, bool heartbeatMissed)
    {
        if (error == ErrorNames.Runtime)
        {
            return false;
        }

        for (var i = 0; i < names.Count; i++)
        {
            var name = names[i];
            if (name == error)
            {
                return true;
            }

            switch (name)
            {
                case ErrorNames.All:
                case ErrorNames.TaskFailed when error != ErrorNames.Timeout:
                case ErrorNames.HeartbeatTimeout when heartbeatMissed:
                    return true;
            }
        }
        return false;
    }
}
