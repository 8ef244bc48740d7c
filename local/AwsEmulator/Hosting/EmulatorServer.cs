using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>
/// The one HTTP server, on loopback only. Order of a request: guard, request id, endpoints of the host program
/// (console, <c>/generate</c>), and what none of them wants goes to the AWS protocols.
/// </summary>
public sealed class EmulatorServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EmulatorServer(WebApplication app, int port)
    {
        _app = app;
        Port = port;
    }

    /// <summary>The port that is listened on; a free one was taken when 0 was asked for.</summary>
    public int Port { get; }

    /// <exception cref="PortInUseException">Another program listens on the port.</exception>
    public static async Task<EmulatorServer> StartAsync(
        EmulatorOptions options,
        IReadOnlyList<IAwsProtocol> protocols,
        IdSource ids,
        CancellationToken cancellationToken
    )
    {
        // Nothing is configured from files, environment or arguments: options say all.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = null;
                kestrel.Limits.MinRequestBodyDataRate = null;
                kestrel.Limits.MinResponseDataRate = null;
                Listen(kestrel, options.Port);
            });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(options.LoggerFactory);
        builder.Services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        builder.Services.AddSingleton(options.TimeProvider);
        options.ConfigureServices?.Invoke(builder.Services);

        var app = builder.Build();
        var guard = new LocalRequestGuard(options.FurtherHosts);
        var dispatcher = new Dispatcher(protocols, options.LoggerFactory.CreateLogger<Dispatcher>());
        app.Use((context, next) => GuardAsync(context, next, guard, ids));
        app.UseRouting();
        options.ConfigureApplication?.Invoke(app);
        app.UseEndpoints(_ => { });
        app.Run(dispatcher.HandleAsync);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException or SocketException)
        {
            await app.DisposeAsync();
            throw new PortInUseException(options.Port, e);
        }

        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new EmulatorServer(app, new Uri(address).Port);
    }

    public async ValueTask DisposeAsync()
    {
        // Long polls end with the server's lifetime; nobody waits for them.
        using var atOnce = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    private static void Listen(Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions kestrel, int port)
    {
        // ListenLocalhost (both loopback addresses) cannot take a free port by itself.
        if (port == 0)
        {
            kestrel.Listen(IPAddress.Loopback, 0);
        }
        else
        {
            kestrel.ListenLocalhost(port);
        }
    }

    private static Task GuardAsync(HttpContext context, RequestDelegate next, LocalRequestGuard guard, IdSource ids)
    {
        RequestId.Set(context, ids.Next());
        if (guard.Refusal(context.Request) is not { } reason)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(reason + "\n", context.RequestAborted);
    }
}
