using IntranetInnovation.IdeaBank.Contracts;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.IdeaBank.SavedSearches;

/// <summary>
/// Runs the saved searches that tell, as their owners, over what is new. Each remembers how far it has looked, so a run that was missed is made up for by the next,
/// and one too many finds nothing.
/// </summary>
internal sealed class TellOfNewIdeas(AppDb db, IServiceScopeFactory scopes, IOrganisation organisation, TimeProvider clock) : IJob
{
    private const int Batch = 100;

    // A save that began before may end a moment later than one that began after it.
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    // Somebody told every day has looked further back than this long ago.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(14);

    // Lets the other jobs have their turn; the next round goes on.
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(2);

    public static TimeSpan Every => TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var (untilUtc, oldUtc, endUtc) = (nowUtc - Settled, nowUtc - Kept, nowUtc + LongestRun);
        await db.WriteAsync(d => d.Set<NewIdea>().Where(i => i.SinceUtc < oldUtc).ExecuteDeleteAsync(ct), ct);
        if (await db.Set<NewIdea>().Where(i => i.SinceUtc <= untilUtc).MaxAsync(i => (DateTime?)i.SinceUtc, ct) is not { } newestUtc)
        {
            return;
        }

        List<SavedSearch> due;
        do
        {
            due = await db.Set<SavedSearch>().AsNoTracking()
                .Where(s => s.Tells && s.LookedUtc < newestUtc && (s.QuietUntilUtc == null || s.QuietUntilUtc <= nowUtc))
                .OrderBy(s => s.LookedUtc).ThenBy(s => s.Id).Take(Batch).ToListAsync(ct);
            foreach (var search in due)
            {
                await TellAsync(search, await NewHitsAsync(search, untilUtc, ct), untilUtc, nowUtc, ct);
            }
        }
        while (due.Count == Batch && clock.GetUtcNow().UtcDateTime < endUtc);
    }

    // As its owner, with the roles of now: what they may not see is not found. What they wrote themselves is no news to them.
    private async Task<IReadOnlyList<ProposalId>> NewHitsAsync(SavedSearch search, DateTime untilUtc, CancellationToken ct)
    {
        var owner = search.PersonId;
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().Become(Viewer.Person(owner.Value, "", await organisation.GrantsAsync(owner, ct)));
        var query = IdeaAddress.Read(search.Address) with { Sort = IdeaSort.Newest, Size = IdeaQuery.MaxSize, New = new(search.LookedUtc, untilUtc) };
        var found = await scope.ServiceProvider.GetRequiredService<IdeaSearch>().FindAsync(query, ct, inFull: false);
        if (found.Items.Count == 0)
        {
            return [];
        }

        List<ProposalId> ids = [.. found.Items.Select(i => i.Id)];
        var own = await scope.ServiceProvider.GetRequiredService<IProposals>().Rows.Where(p => ids.Contains(p.Id) && p.AuthorId == owner).Select(p => p.Id).ToListAsync(ct);
        return [.. ids.Except(own)];
    }

    // Somebody may just have changed or deleted it: then nothing is told, and the next round looks anew.
    private async Task TellAsync(SavedSearch search, IReadOnlyList<ProposalId> hits, DateTime untilUtc, DateTime nowUtc, CancellationToken ct)
    {
        await db.TransactAsync<Done>(
            async token =>
            {
                if (await db.Set<SavedSearch>().FirstOrDefaultAsync(s => s.Id == search.Id && s.Version == search.Version, token) is not { } current)
                {
                    return Done.Ok;
                }

                if (hits.Count == 0)
                {
                    current.Looked(untilUtc);
                }
                else
                {
                    current.Told(untilUtc, nowUtc);
                    db.Raise(new SavedSearchFound(current.Id.Value, current.PersonId, current.Name, hits[0], hits.Count));
                }

                return Done.Ok;
            },
            ct);
        db.ChangeTracker.Clear();
    }
}
