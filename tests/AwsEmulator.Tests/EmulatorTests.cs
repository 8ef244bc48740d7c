using System.Net;
using PromptToImage.AwsEmulator.Hosting;
using PromptToImage.AwsEmulator.Storage;

namespace PromptToImage.AwsEmulator.Tests;

public sealed class EmulatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_request_with_a_foreign_host_name_is_forbidden()
    {
        await using var emulator = await StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, emulator.Endpoint);
        request.Headers.Host = "evil.example";
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task An_unknown_json_operation_is_answered_in_json_and_named()
    {
        await using var emulator = await StartAsync();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, emulator.Endpoint);
        request.Headers.Add("X-Amz-Target", "DynamoDB_20120810.ListTables");
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            """{"__type":"UnknownOperationException","message":"The operation 'DynamoDB_20120810.ListTables' is not offered on this machine."}""",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task One_process_at_a_time_can_use_the_data_folder()
    {
        await using var emulator = await StartAsync();
        var exception = await Assert.ThrowsAsync<StorageUnavailableException>(StartAsync);
        Assert.Equal(StorageError.InUse, exception.Error);
    }

    [Fact]
    public async Task The_error_names_a_port_in_use_and_the_data_folder_is_released()
    {
        await using var emulator = await StartAsync();
        using var other = new TemporaryFolder();
        var exception = await Assert.ThrowsAsync<PortInUseException>(() =>
            Emulator.StartAsync(
                new EmulatorOptions { DataFolder = other.Path, Port = emulator.Endpoint.Port },
                TestContext.Current.CancellationToken
            )
        );
        Assert.Equal(emulator.Endpoint.Port, exception.Port);
        using var free = DataFolder.Lock(other.Path);
    }

    private Task<Emulator> StartAsync() =>
        Emulator.StartAsync(new EmulatorOptions { DataFolder = _folder.Path, Port = 0 }, TestContext.Current.CancellationToken);
}
