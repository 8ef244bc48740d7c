namespace PromptToImage.Client.Tests.Harness;

/// <summary>Tests that share one pipeline, since they tell their prompts apart by id.</summary>
[CollectionDefinition(nameof(WholePipeline))]
public sealed class WholePipelineTests : ICollectionFixture<WholePipeline>;
