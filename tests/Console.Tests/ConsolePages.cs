namespace PromptToImage.WebConsole.Tests;

/// <summary>Every page of the console, and every view of an execution's page.</summary>
internal static class ConsolePages
{
    public static IReadOnlyList<string> All(params string[] executions) =>
        [
            "/console",
            "/console?status=FAILED&search=nothing",
            "/console/executions",
            "/console/dead-letters?done=redriven&count=26",
            "/console/new",
            "/console/images",
            "/console/queue",
            "/console/dead-letters",
            "/console/mailbox",
            .. executions.SelectMany(name =>
                (string[])
                    [
                        $"/console/executions/{name}",
                        $"/console/executions/{name}?state=Generate%20image",
                        $"/console/executions/{name}?tab=events",
                        $"/console/executions/{name}?tab=definition",
                    ]
            ),
        ];
}
