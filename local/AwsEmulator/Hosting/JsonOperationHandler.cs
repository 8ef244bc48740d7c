using System.Text.Json;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>
/// An operation of a service with a JSON protocol.
/// </summary>
/// <param name="request">The request object.</param>
/// <param name="response">Writes the members of the response object. If the operation throws, they are discarded.</param>
/// <param name="cancellationToken">Cancelled when the client disconnects.</param>
public delegate Task JsonOperationHandler(JsonElement request, Utf8JsonWriter response, CancellationToken cancellationToken);
