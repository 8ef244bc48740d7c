using Microsoft.AspNetCore.Http;
using PromptToImage.AwsEmulator.Authorization;
using PromptToImage.AwsEmulator.Hosting;

namespace PromptToImage.AwsEmulator.Executions.Api;

/// <summary>
/// Step Functions' protocol: AWS JSON 1.0 with the target prefix <c>AWSStepFunctions</c>. Operations that are not offered (activities,
/// map runs) are rejected by name.
/// </summary>
public sealed class StepFunctionsProtocol : IAwsProtocol
{
    private readonly JsonProtocol _protocol;

    public StepFunctionsProtocol(StepFunctionsService service, AccessControl access)
    {
        IEnumerable<KeyValuePair<string, JsonOperationHandler>> operations =
        [
            .. new StateMachineOperations(service).All,
            .. new VersionOperations(service.StateMachines).All,
            .. new AliasOperations(service.StateMachines).All,
            .. new ExecutionOperations(service).All,
            .. new TaskTokenOperations(service).All,
            .. new DefinitionOperations(service).All,
            .. new TestStateOperation(service).All,
        ];
        _protocol = new JsonProtocol(
            "AWSStepFunctions",
            operations.ToDictionary(StringComparer.Ordinal),
            StatesParameters.All,
            access,
            StatesPermissions.For
        );
    }

    public bool Accepts(HttpContext context) => _protocol.Accepts(context);

    public Task HandleAsync(HttpContext context) => _protocol.HandleAsync(context);
}
