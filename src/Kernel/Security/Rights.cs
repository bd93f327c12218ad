using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace IntranetInnovation.Kernel.Security;

/// <summary>A right and the roles that carry it, such as <c>innovation.proposal.decide</c>. A policy of the same name guards pages and endpoints.</summary>
/// <param name="Name">Begins with <c>innovation.</c>.</param>
/// <param name="Roles">Roles that carry it; empty means everyone who is signed in.</param>
public sealed record Right(string Name, IReadOnlyList<string> Roles);

/// <summary>All rights that the modules have declared.</summary>
public sealed class RightsCatalog(IEnumerable<Right> rights)
{
    private readonly Dictionary<string, Right> byName = rights.ToDictionary(r => r.Name);

    /// <summary>Every declared right.</summary>
    public IReadOnlyCollection<Right> All => byName.Values;

    /// <summary>False for nobody, and for a right that no module declared.</summary>
    public bool Allows(Viewer viewer, string right) =>
        viewer.IsSystem || (viewer.IsSignedIn && byName.TryGetValue(right, out var found) && (found.Roles.Count == 0 || found.Roles.Any(viewer.Has)));

    internal bool Knows(string right) => byName.ContainsKey(right);
}

internal sealed record RightRequirement(string Right) : IAuthorizationRequirement;

internal sealed class RightHandler(CurrentUser user) : AuthorizationHandler<RightRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RightRequirement requirement)
    {
        if (user.Can(requirement.Right))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}

// Policies are made from the catalogue, so that a right is declared in one place: the module class.
internal sealed class RightPolicies(RightsCatalog rights) : IConfigureOptions<AuthorizationOptions>
{
    public void Configure(AuthorizationOptions options)
    {
        foreach (var right in rights.All)
        {
            options.AddPolicy(right.Name, policy => policy.RequireAuthenticatedUser().AddRequirements(new RightRequirement(right.Name)));
        }
    }
}
