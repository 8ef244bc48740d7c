namespace PromptToImage.WebConsole.Tests;

/// <summary>Every page of the console, and every view of an execution's page.</summary>
internal static class ConsolePages
{
    public static IReadOnlyList<string> All(params string[] executions) =>
        [
            "/console",
            "/console?status=FAILED&search=nothing",
            "/console?error=filter&since=2026-01-02T03:04&until=2099-01-01T00:00&order=oldest",
            "/console?order=longest",
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
                        $"/console/executions/{name}?zoom=200",
                        $"/console/executions/{name}?tab=events",
                        $"/console/executions/{name}?tab=events&search=failed&order=newest",
                        $"/console/executions/{name}?tab=log",
                        $"/console/executions/{name}?tab=definition",
                    ]
            ),
        ];
}
