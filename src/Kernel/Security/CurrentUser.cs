using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace IntranetInnovation.Kernel.Security;

/// <summary>Who acts in this scope: read from the request's claims, or set once by background work. Nobody is anonymous by accident: outside a request it must be set.</summary>
public sealed class CurrentUser(IHttpContextAccessor http, RightsCatalog rights)
{
    private Viewer? explicitViewer;
    private ClaimsPrincipal? readFrom;
    private Viewer? fromClaims;

    /// <summary>The viewer of this scope. Throws <see cref="InvalidOperationException"/> outside a request when <see cref="Become"/> was not called.</summary>
    public Viewer Viewer
    {
        get
        {
            if (explicitViewer is not null)
            {
                return explicitViewer;
            }

            var user = http.HttpContext?.User
                ?? throw new InvalidOperationException("Background work must say who it is: use CreateSystemScope or Become.");
            if (!ReferenceEquals(user, readFrom))
            {
                (readFrom, fromClaims) = (user, Read(user));
            }

            return fromClaims!;
        }
    }

    /// <summary>The signed-in person's id; throws <see cref="InvalidOperationException"/> for anyone else, so call it only behind a policy.</summary>
    public Guid PersonId => Viewer.PersonId ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>Sets the viewer of a scope that has no request.</summary>
    public void Become(Viewer viewer) => explicitViewer = viewer;

    /// <summary>True when one of the viewer's roles carries the right; the same answer as the policy of that name.</summary>
    public bool Can(string right) => rights.Allows(Viewer, right);

    internal static Viewer Read(ClaimsPrincipal user)
    {
        if (user.Identities.All(i => !i.IsAuthenticated) || !Guid.TryParse(user.FindFirstValue(InnovationClaims.Person), out var id))
        {
            return Viewer.Anonymous;
        }

        var grants = user.FindAll(InnovationClaims.Role).Select(c => RoleGrant.Parse(c.Value)).OfType<RoleGrant>().ToArray();
        return Viewer.Person(id, user.FindFirstValue(InnovationClaims.Name) ?? "", grants);
    }
}
