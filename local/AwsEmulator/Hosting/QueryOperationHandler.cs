using System.Xml;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>
/// An operation of a service with the Query protocol.
/// </summary>
/// <param name="request">The parameters.</param>
/// <param name="result">Writes the elements of the result. If the operation throws, they are discarded.</param>
/// <param name="cancellationToken">Cancelled when the client disconnects.</param>
public delegate Task QueryOperationHandler(QueryRequest request, XmlWriter result, CancellationToken cancellationToken);
