using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank.SavedSearches;

/// <summary>Saves and drops the viewer's own searches, for the page and the API alike. Somebody else's are not there.</summary>
internal sealed class Saving(AppDb db, CurrentUser user, TimeProvider clock)
{
    /// <summary>The viewer's own, by name; untracked.</summary>
    public IQueryable<SavedSearch> Mine
    {
        get
        {
            var me = new PersonId(user.PersonId);
            return db.Set<SavedSearch>().AsNoTracking().Where(s => s.PersonId == me).OrderBy(s => s.Name).ThenBy(s => s.SavedUtc);
        }
    }

    /// <summary>Saves it; one that is saved already gets the name and the choice given now.</summary>
    public Task<Result<SavedSearch>> SaveAsync(string? name, IdeaQuery query, bool tells, CancellationToken ct) => db.TransactAsync<SavedSearch>(
        async token =>
        {
            var (me, nowUtc) = (new PersonId(user.PersonId), clock.GetUtcNow().UtcDateTime);
            var made = SavedSearch.Of(me, name, query, tells, nowUtc);
            if (!made.Succeeded)
            {
                return made;
            }

            if (await db.Set<SavedSearch>().FindAsync([made.Value.Id], token) is { } there)
            {
                var changed = there.Change(name, tells, nowUtc);
                return changed.Succeeded ? there : Result<SavedSearch>.Refused(changed.Problems);
            }

            if (await db.Set<SavedSearch>().CountAsync(s => s.PersonId == me, token) >= SavedSearch.MostEach)
            {
                return new Problem("IdeaBank.SavedTooMany") { Arguments = [SavedSearch.MostEach] };
            }

            db.Add(made.Value);
            return made;
        },
        ct);

    /// <summary>Names it anew, and begins or ends the telling.</summary>
    public Task<Result<SavedSearch>> ChangeAsync(Guid id, string? name, bool tells, CancellationToken ct) => db.TransactAsync<SavedSearch>(
        async token =>
        {
            if (await FindAsync(id, token) is not { } search)
            {
                return new Problem("IdeaBank.SavedGone", Kind: ProblemKind.NotFound);
            }

            var changed = search.Change(name, tells, clock.GetUtcNow().UtcDateTime);
            return changed.Succeeded ? search : Result<SavedSearch>.Refused(changed.Problems);
        },
        ct);

    /// <summary>Drops it; one that is gone already is as good.</summary>
    public Task<Result<Done>> DeleteAsync(Guid id, CancellationToken ct) => db.TransactAsync<Done>(
        async token =>
        {
            if (await FindAsync(id, token) is { } search)
            {
                db.Remove(search);
            }

            return Done.Ok;
        },
        ct);

    private Task<SavedSearch?> FindAsync(Guid id, CancellationToken ct)
    {
        var (wanted, me) = (new SavedSearchId(id), new PersonId(user.PersonId));
        return db.Set<SavedSearch>().FirstOrDefaultAsync(s => s.Id == wanted && s.PersonId == me, ct);
    }
}
