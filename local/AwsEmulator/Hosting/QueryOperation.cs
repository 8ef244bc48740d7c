using System.Xml;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>
/// One operation of a Query service: writes the elements inside <c>&lt;XResult&gt;</c>. What it throws becomes
/// the error answer; nothing written is then sent.
/// </summary>
public delegate Task QueryOperation(QueryRequest request, XmlWriter result, CancellationToken cancellationToken);
