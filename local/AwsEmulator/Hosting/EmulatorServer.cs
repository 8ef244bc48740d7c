using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PromptToImage.AwsEmulator.Hosting;

/// <summary>
/// The HTTP server, on the loopback interface only. A request passes the guard and gets a request id. Then the host's endpoints handle it,
/// or, if none matches, the AWS protocols.
/// </summary>
public sealed class EmulatorServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EmulatorServer(WebApplication app, int port)
    {
        _app = app;
        Port = port;
    }

    /// <summary>The port. If port 0 was requested, the free port that was chosen.</summary>
    public int Port { get; }

    /// <param name="options">The port, the clock and the host's additions.</param>
    /// <param name="protocols">Requests wait until they are there.</param>
    /// <param name="ids">Generates the ids of requests.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="PortInUseException">Another program listens on the port.</exception>
    public static async Task<EmulatorServer> StartAsync(
        EmulatorOptions options,
        Task<IReadOnlyList<IAwsProtocol>> protocols,
        IdGenerator ids,
        CancellationToken cancellationToken
    )
    {
        // The options are the only configuration: no files, environment or arguments.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        var connections = OpenFileLimit.Read() is { } files
            ? new ConnectionLimit(OpenFileLimit.ConnectionsFor(files), options.LoggerFactory.CreateLogger<ConnectionLimit>())
            : null;
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = null;
                kestrel.Limits.MinRequestBodyDataRate = null;
                kestrel.Limits.MinResponseDataRate = null;
                if (connections is not null)
                {
                    kestrel.ConfigureEndpointDefaults(endpoint =>
                        endpoint.Use(next => connection => connections.ServeAsync(connection, next))
                    );
                }

                Listen(kestrel, options.Port);
            });
        if (connections is not null)
        {
            builder.Services.AddSingleton(_ => connections);
            builder.Services.AddSingleton<IConnectionListenerFactory>(services => new LimitedListenerFactory(
                ActivatorUtilities.CreateInstance<SocketTransportFactory>(services),
                services.GetRequiredService<ConnectionLimit>()
            ));
        }

        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(options.LoggerFactory);
        builder.Services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        builder.Services.AddSingleton(options.TimeProvider);
        options.ConfigureServices?.Invoke(builder.Services);

        var app = builder.Build();
        var guard = new LocalRequestGuard(options.AdditionalHosts);
        var dispatcher = new Dispatcher(protocols, options.LoggerFactory.CreateLogger<Dispatcher>());
        if (connections is not null)
        {
            app.Use(connections.ServeAsync);
        }

        // Routing precedes the guard, which accepts links only to endpoints of the host.
        app.UseRouting();
        app.Use((context, next) => GuardAsync(context, next, guard, ids));
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
        // Open requests, such as long polls, are cancelled.
        using var immediately = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(immediately.Token);
        await _app.DisposeAsync();
    }

    private static void Listen(Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions kestrel, int port)
    {
        // ListenLocalhost, which uses both loopback addresses, cannot choose a free port.
        if (port == 0)
        {
            kestrel.Listen(IPAddress.Loopback, 0);
        }
        else
        {
            kestrel.ListenLocalhost(port);
        }
    }

    private static Task GuardAsync(HttpContext context, RequestDelegate next, LocalRequestGuard guard, IdGenerator ids)
    {
        AwsRequestId.Set(context, ids.Next());
        if (guard.FindRejection(context.Request) is not { } reason)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(reason + "\n", context.RequestAborted);
    }
}
