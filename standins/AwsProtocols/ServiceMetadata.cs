using Amazon.Runtime.Internal;

namespace AwsProtocols;

internal sealed class ServiceMetadata(string serviceId) : IServiceMetadata
{
    public string ServiceId => serviceId;

    /// <summary>Empty: no operation here goes by another name on the wire.</summary>
    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
