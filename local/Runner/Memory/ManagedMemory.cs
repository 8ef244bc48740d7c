namespace PromptToImage.Runner.Memory;

/// <summary>The memory that .NET manages in this process.</summary>
internal interface IManagedMemory
{
    /// <summary>The bytes that were allocated since the process began.</summary>
    long AllocatedBytes { get; }

    /// <summary>Collects all garbage and gives the free memory back to the operating system.</summary>
    void Release();
}

/// <inheritdoc cref="IManagedMemory"/>
internal sealed class ManagedMemory : IManagedMemory
{
    public long AllocatedBytes => GC.GetTotalAllocatedBytes();

    public void Release() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
