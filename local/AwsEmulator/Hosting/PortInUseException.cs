namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>Another program listens on the port that was asked for.</summary>
public sealed class PortInUseException(int port, Exception inner)
    : Exception($"Port {port} on this machine is in use. End the program that has it, or choose another port.", inner)
{
    public int Port { get; } = port;
}
