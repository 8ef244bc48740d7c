using System.Text.Json;
using PromptToImage.AwsEmulator;
using PromptToImage.Pipeline.Models;

namespace PromptToImage.Pipeline.Tests.Models;

public sealed class ModelsProtocolTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private Emulator _emulator = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _emulator = await Emulator.StartAsync(
            new EmulatorOptions
            {
                DataFolder = _folder.Path,
                Port = 0,
                InvokeModel = new ImageModels(new ModelOptions(), TimeProvider.System, new Random(1)).InvokeAsync,
            },
            Cancellation
        );

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _emulator.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("stability.stable-image-core-v1%3A1")]
    [InlineData("stability.sd3-5-large-v1:0")]
    [InlineData("arn%3Aaws%3Abedrock%3Aus-west-2%3A%3Afoundation-model%2Fstability.stable-image-ultra-v1%3A1")]
    public async Task A_model_is_invoked_by_its_id_or_arn(string model)
    {
        using var response = await PostAsync($"/model/{model}/invoke", """{"prompt":"A croissant","seed":42}""");
        Assert.Equal((200, "application/json"), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement;
        Assert.Equal(
            (1024, 1024),
            PngReader.Read(body.GetProperty("images")[0].GetBytesFromBase64()) is var image ? (image.Width, image.Height) : default
        );
    }

    [Theory]
    [InlineData("/model/stability.stable-image-core-v1%3A1/invoke", """{"seed":1}""", 400, "ValidationException")]
    [InlineData("/model/nope/invoke", """{"prompt":"x"}""", 400, "ValidationException")]
    [InlineData("/model/stability.stable-image-core-v1%3A1/converse", "{}", 400, "UnknownOperationException")]
    public async Task An_error_has_its_name_in_a_header_and_its_message_in_the_body(string path, string body, int status, string code)
    {
        using var response = await PostAsync(path, body);
        Assert.Equal((status, code), ((int)response.StatusCode, response.Headers.GetValues("x-amzn-ErrorType").Single()));
        Assert.NotEmpty(
            JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("message").GetString()!
        );
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string body)
    {
        using var content = new StringContent(body);
        return await _http.PostAsync(new Uri(_emulator.Endpoint, path), content, Cancellation);
    }
}
