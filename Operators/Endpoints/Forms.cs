using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using OrleansIm.Domain.Conversations;
using OrleansIm.Operators.Pages;

namespace OrleansIm.Operators.Endpoints;

/// <summary>What all pages do with requests and answers.</summary>
internal static class Forms
{
    private const int MaxBody = 16 * 1024;

    /// <summary>Every form must come from a page of ours, and be a short one.</summary>
    public static TBuilder WithFormChecks<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder => endpoints.AddEndpointFilter(static async (invocation, next) =>
        {
            var context = invocation.HttpContext;
            if (!HttpMethods.IsPost(context.Request.Method))
            {
                return await next(invocation);
            }

            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            {
                size.MaxRequestBodySize = MaxBody;
            }

            if (!context.Request.HasFormContentType)
            {
                return Problem(context, "Not done", "That is no form of this console.", StatusCodes.Status415UnsupportedMediaType);
            }

            // Read here first: what is wrong with the form would come out of the check of its token as something else.
            try
            {
                await context.Request.ReadFormAsync(context.RequestAborted);
            }
            catch (InvalidDataException)
            {
                return Wrong(context, "The form can't be read.");
            }

            var antiforgery = context.RequestServices.GetRequiredService<IAntiforgery>();
            return await antiforgery.IsRequestValidAsync(context)
                ? await next(invocation)
                : Problem(context, "Not done", "The form is too old, or does not come from this console. Go back, reload the page and try again.", StatusCodes.Status400BadRequest);
        });

    public static PageFrame FrameOf(HttpContext context) => PageFrame.Of(context, context.RequestServices.GetRequiredService<IAntiforgery>());

    public static async Task<string> FieldAsync(HttpContext context, string name) =>
        (await context.Request.ReadFormAsync(context.RequestAborted))[name].ToString().Trim();

    public static string Query(HttpContext context, string name) => context.Request.Query[name].ToString().Trim();

    /// <summary>What was typed as a conversation; the two users of a direct one in whichever order.</summary>
    public static string Conversation(string typed) =>
        typed.Split(':') is ["d", { Length: > 0 } one, { Length: > 0 } other] ? ConversationId.Direct(one, other) : typed;

    public static RazorComponentResult<ProblemPage> Problem(HttpContext context, string title, string problem, int status) =>
        new(new { Frame = FrameOf(context), Title = title, Problem = problem }) { StatusCode = status };

    public static RazorComponentResult<ProblemPage> Wrong(HttpContext context, string problem) =>
        Problem(context, "Not done", problem, StatusCodes.Status400BadRequest);

    /// <summary>After an act: to a page that can be reloaded, with what became of it.</summary>
    public static IResult Back(string page, Notice note) =>
        TypedResults.Redirect($"{page}{(page.Contains('?', StringComparison.Ordinal) ? '&' : '?')}note={note.Code}");
}
