namespace PromptToImage.Simulation;

/// <summary>What a simulation used of what AWS charges for.</summary>
public sealed class Usage
{
    /// <summary>Images that the model made or tried to make.</summary>
    public long ModelCharges { get; set; }

    public long StateTransitions { get; set; }

    public long Invocations { get; set; }

    public double FunctionSeconds { get; set; }

    public long QueueRequests { get; set; }

    public long ObjectWrites { get; set; }

    public long Notifications { get; set; }
}
