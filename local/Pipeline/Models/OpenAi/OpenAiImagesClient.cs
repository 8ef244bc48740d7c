using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.Contracts.Messages;
using PromptToImage.Functions.Images;

namespace PromptToImage.Pipeline.Models.OpenAi;

/// <summary>
/// Lets a server of the OpenAI images API generate the images, for example stable-diffusion.cpp, LocalAI or vLLM-Omni.
/// <list type="table">
/// <listheader><term>the server</term><description>Bedrock's error</description></listheader>
/// <item><term>answers with an error</term><description>see <see cref="ServerError.ToBedrock"/>; a blocked prompt is no error</description></item>
/// <item><term>cannot be reached, or breaks the connection</term><description>InternalServerException</description></item>
/// <item><term>takes longer than <see cref="LongestWait"/></term><description>ModelTimeoutException; the next equal call waits for the same image</description></item>
/// <item><term>answers without an image, or with one in another format</term><description>ValidationException</description></item>
/// </list>
/// </summary>
internal sealed class OpenAiImagesClient : IImageSource, IDisposable
{
    /// <summary>Shorter than the time after which Generate ends the call, so that Generate receives a response.</summary>
    internal static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(80);

    /// <summary>For one image. A processor without a graphics card needs minutes.</summary>
    private static readonly TimeSpan LongestGeneration = TimeSpan.FromMinutes(30);

    private const long LargestResponse = 100_000_000;

    private readonly Uri _images;
    private readonly Uri _models;
    private readonly string? _model;
    private readonly TimeProvider _time;
    private readonly HttpClient _http = new() { Timeout = LongestGeneration, MaxResponseContentBufferSize = LargestResponse };

    /// <summary>
    /// The requests that the server works on. Most servers do not stop when a caller leaves, and generate one image at a time: a second
    /// request for the same image would wait behind the first. An image that no caller fetches stays here until the process ends.
    /// </summary>
    private readonly ConcurrentDictionary<StabilityRequest, Lazy<Task<byte[]?>>> _pending = [];

    /// <param name="server">
    /// The server's address. Without a path, the API is at <c>/v1</c>; a path is the base of the API, or the path of its operation.
    /// </param>
    /// <param name="model">The name of the model in each request; null omits it.</param>
    /// <param name="time">The clock.</param>
    public OpenAiImagesClient(Uri server, string? model, TimeProvider time)
    {
        const string Operation = "/images/generations";
        var path = server.AbsolutePath.TrimEnd('/');
        var api = path.Length == 0 ? "/v1" : path.EndsWith(Operation, StringComparison.Ordinal) ? path[..^Operation.Length] : path;
        _images = new Uri(server, api + Operation);
        _models = new Uri(server, api + "/models");
        _model = model;
        _time = time;
    }

    public async Task<byte[]?> CreateAsync(ImageModel model, StabilityRequest request, CancellationToken cancellationToken)
    {
        var pending = _pending.GetOrAdd(request, added => new Lazy<Task<byte[]?>>(() => GenerateAsync(added)));
        try
        {
            return await pending.Value.WaitAsync(LongestWait, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new AwsException("ModelTimeoutException", $"{_images} still works on the image. The next call waits for it again.", 408);
        }
        finally
        {
            if (pending.Value.IsCompleted)
            {
                _pending.TryRemove(KeyValuePair.Create(request, pending));
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<byte[]?> GenerateAsync(StabilityRequest request)
    {
        try
        {
            var body = await WriteAsync(request);
            // Not JsonContent, which is sent in chunks: small servers read the length.
            using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, OpenAiJson.Default.ImagesRequest));
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await _http.PostAsync(_images, content);
            if (response.IsSuccessStatusCode)
            {
                return Read(await response.Content.ReadFromJsonAsync(OpenAiJson.Default.ImagesResponse), body.OutputFormat);
            }

            var error = ServerError.Parse(await response.Content.ReadAsStringAsync());
            return error.IsFiltered ? null : throw error.ToBedrock((int)response.StatusCode, _images);
        }
        catch (HttpRequestException e)
        {
            throw new AwsException("InternalServerException", $"{_images} cannot be reached: {e.Message}", 500);
        }
        catch (TaskCanceledException)
        {
            throw new AwsException("ModelTimeoutException", $"{_images} did not answer in {LongestGeneration.TotalMinutes} minutes.", 408);
        }
        catch (JsonException e)
        {
            throw Unusable($"text that is not a response of the OpenAI images API: {e.Message}");
        }
    }

    private async Task<ImagesRequest> WriteAsync(StabilityRequest request)
    {
        var (width, height) = AspectRatios.SizeOf(request.AspectRatio);
        var negative = request.NegativePrompt.Length > 0 ? request.NegativePrompt : null;
        var body = new ImagesRequest
        {
            Model = _model,
            Prompt = request.Prompt,
            Size = FormattableString.Invariant($"{width}x{height}"),
            OutputFormat = request.IsJpeg ? ImageFormat.Jpeg : ImageFormat.Png,
            Seed = request.Seed,
            NegativePrompt = negative,
        };
        if (!await ReadsNativeArgumentsAsync())
        {
            return body;
        }

        // Before the prompt: the server reads the first such element only, and removes all.
        var arguments = JsonSerializer.Serialize(new NativeArguments(request.Seed, negative), OpenAiJson.Default.NativeArguments);
        return body with { Prompt = $"<sd_cpp_extra_args>{arguments}</sd_cpp_extra_args>{request.Prompt}" };
    }

    /// <summary>Other servers would take the arguments for a part of the prompt.</summary>
    private async Task<bool> ReadsNativeArgumentsAsync()
    {
        using var response = await _http.GetAsync(_models);
        if (!response.IsSuccessStatusCode)
        {
            return false;
        }

        try
        {
            var models = await response.Content.ReadFromJsonAsync(OpenAiJson.Default.ModelList);
            return models?.Data?.Any(model => model.Id == NativeArguments.ModelId) == true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private byte[] Read(ImagesResponse? response, string format)
    {
        switch (response?.Data)
        {
            case [{ Bytes: { Length: > 0 } image }, ..]:
                if (!ImageHead.TryRead(image, out var head, out var error))
                {
                    throw Unusable($"an image that cannot be used: {error}. Configure the server to return PNG.");
                }

                return head.ContentType == ImageFormat.ContentType(format)
                    ? image
                    : throw Unusable($"{head.ContentType} instead of {format}. Send prompts with an outputFormat that the server has.");
            case [{ Url: not null }, ..]:
                throw Unusable("the address of an image instead of the image (b64_json).");
            default:
                throw Unusable("a response without an image.");
        }
    }

    private AwsException Unusable(string response) => new("ValidationException", $"{_images} answered with {response}");
}
