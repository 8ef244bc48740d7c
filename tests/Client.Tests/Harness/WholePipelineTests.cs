namespace PromptToImage.Client.Tests.Harness;

/// <summary>Tests that share one pipeline, because their prompts have different ids.</summary>
[CollectionDefinition(nameof(WholePipeline))]
public sealed class WholePipelineTests : ICollectionFixture<WholePipeline>;
