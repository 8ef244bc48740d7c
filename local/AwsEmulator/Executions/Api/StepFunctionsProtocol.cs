using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Executions.Api;

/// <summary>
/// Step Functions on the wire: JSON 1.0, target prefix <c>AWSStepFunctions</c>. What is not offered (activities,
/// versions and aliases, map runs) is refused by name.
/// </summary>
public sealed class StepFunctionsProtocol : IAwsProtocol
{
    private readonly JsonProtocol _protocol;

    public StepFunctionsProtocol(StepFunctionsService service)
    {
        IEnumerable<KeyValuePair<string, JsonOperation>> operations =
        [
            .. new StateMachineOperations(service).All,
            .. new ExecutionOperations(service).All,
            .. new TaskTokenOperations(service).All,
            .. new DefinitionOperations(service).All,
        ];
        _protocol = new JsonProtocol("AWSStepFunctions", operations.ToDictionary(StringComparer.Ordinal));
    }

    public bool Accepts(HttpContext context) => _protocol.Accepts(context);

    public Task HandleAsync(HttpContext context) => _protocol.HandleAsync(context);
}
