namespace IntranetInnovation.Architecture.Tests;

/// <summary>What may be reached by somebody who is not signed in, and what may be posted without a token. Everything else needs a right and a token.</summary>
internal static class OpenRoutes
{
    public static IReadOnlyList<string> Anonymous { get; } =
    [
        "/", "/fel/{code:int}", "/health/live", "/health/ready", "/openapi/{documentName}.json", "/sprak",
        "/kampanjer", "/kampanjer/{slug}", "/kampanjer/{slug}/tema.css", "/kampanjer/{slug}/bild", "/kampanjer/farg/{hex}.css",
        "/api/v1/campaigns/", "/api/v1/campaigns/{slug}",
        "/goda-exempel", "/goda-exempel/{slug}", "/goda-exempel/feed.atom", "/api/v1/good-examples/", "/api/v1/good-examples/{slug}", "/api/v1/search/",
        "/logga-in", "/logga-ut", "/forsta-administrator", "/valj-losenord",

        // A link in a mail; the token in it is the right.
        "/signal/{token}",

        // Development only, from this computer only.
        "/dev/sign-in", "/dev/klocka", "/dev/brev/{id:guid?}",
    ];

    /// <summary>The development sign-in must be callable by a script; error pages answer whatever method failed, and change nothing.</summary>
    public static IReadOnlyList<string> WithoutToken { get; } = ["/dev/sign-in", "/fel/{code:int}"];
}
