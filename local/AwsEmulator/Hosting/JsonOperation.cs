using System.Text.Json;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>
/// One operation of a JSON service: reads the request object, writes the members of the answer. The writer
/// stands inside the answer's object. What it throws becomes the error answer; nothing written is then sent.
/// </summary>
public delegate Task JsonOperation(JsonElement request, Utf8JsonWriter answer, CancellationToken cancellationToken);
