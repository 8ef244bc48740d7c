using System.Reflection;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.HttpResults;
using PromptToImage.WebConsole.Components;
using PromptToImage.WebConsole.Model;

namespace PromptToImage.WebConsole;

/// <summary>The console at <c>/console</c>: server-rendered pages with one style sheet and one script, and no external resources.</summary>
public static class ConsoleSite
{
    public const string Root = "/console";

    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri "
            + "'none'; frame-ancestors 'none'";

    // A browser shows an image or JSON in a page of its own, which has inline styles.
    private const string DataPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

    public static void AddServices(IServiceCollection services, ConsolePipeline pipeline)
    {
        services.AddSingleton(pipeline);
        services.AddRazorComponents();
        // Keys are not stored on disk. Forms of an earlier run are rejected.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "console";
            options.Cookie.SameSite = SameSiteMode.Strict;
        });
    }

    public static void Map(WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Root), branch => branch.Use(PrepareAsync));
        app.UseAntiforgery();
        app.MapGet(Root + "/assets/{file}", Asset);
        app.MapGet(Root + "/changes", LiveUpdates.StreamAsync);
        ConsoleData.Map(app);
        ConsoleActions.Map(app);
        app.MapRazorComponents<App>();
        app.MapGet(
            Root + "/{**path}",
            () => ShowError(new ErrorPage("No such page", "The console has no page at this address."), StatusCodes.Status404NotFound)
        );
    }

    /// <summary>A page that shows an error.</summary>
    public static IResult ShowError(ErrorPage error, int status) =>
        new RazorComponentResult<App>(new { Error = error }) { StatusCode = status };

    private static Task PrepareAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments(Root + "/data") ? DataPolicy : PagePolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        if (context.RequestServices.GetRequiredService<ConsolePipeline>().IsReady)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        headers.RetryAfter = "1";
        return context.Response.WriteAsync("The pipeline is starting. Try again in a moment.\n");
    }

    private static IResult Asset(string file)
    {
        var type = Path.GetExtension(file) switch
        {
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            _ => "image/svg+xml",
        };
        var content = Assembly.GetExecutingAssembly().GetManifestResourceStream($"console/{file}");
        return content is null ? Results.NotFound() : Results.Stream(content, type);
    }
}
