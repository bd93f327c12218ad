using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>When people leave, are moved or lose a role, what waited for them goes on by the same rules that gave it to them.</summary>
internal sealed partial class WorkflowEngine
{
    // More open tasks than this for one person are moved by the next change, or by hand.
    private const int MostMoved = 1000;

    /// <summary>Passes on the open tasks of one who has left, and of one whom the rules no longer reach. What a person handed over by hand stays until that one leaves.</summary>
    /// <param name="person">Who.</param>
    /// <param name="why">Text key for the journal; {0} is the name.</param>
    /// <param name="nowUtc">UTC.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task PassOnAsync(PersonId person, string why, DateTime nowUtc, CancellationToken ct)
    {
        var isHere = await organisation.PersonAsync(person, ct) is { Active: true };
        var principal = Principal.Person(person.Value);
        var rows = await db.Set<WaitRow>().Where(w => w.Kind == WaitKind.Task && w.EndedUtc == null && w.Principal == principal)
            .OrderBy(w => w.DueUtc).ThenBy(w => w.Id).Take(MostMoved).ToListAsync(ct);
        foreach (var row in rows.Where(r => !isHere || r.Origin != WaitOrigin.ByHand))
        {
            await PassOnAsync(row, isHere ? person : null, why, nowUtc, ct);
        }
    }

    /// <summary>Passes on the open tasks of roles that nobody holds any more. The central coach's last resort stays: it waits for whoever becomes that.</summary>
    public async Task PassOnOrphansAsync(DateTime nowUtc, CancellationToken ct)
    {
        var open = db.Set<WaitRow>().Where(w => w.Kind == WaitKind.Task && w.EndedUtc == null);
        var lastResort = Principal.Role(Roles.CentralIdeaCoach);
        foreach (var principal in await open.Where(w => w.Principal!.StartsWith("role:") && w.Principal != lastResort).Select(w => w.Principal!).Distinct().ToListAsync(ct))
        {
            var role = Assignees.Of(principal, "");
            if ((await organisation.HoldersAsync(role.Role!, role.Scope, ct)).Count == 0)
            {
                foreach (var row in await open.Where(w => w.Principal == principal).OrderBy(w => w.DueUtc).ThenBy(w => w.Id).Take(MostMoved).ToListAsync(ct))
                {
                    await PassOnAsync(row, null, "Workflow.Why.NobodyHolds", nowUtc, ct);
                }
            }
        }
    }

    private async Task PassOnAsync(WaitRow row, PersonId? still, string why, DateTime nowUtc, CancellationToken ct)
    {
        await db.LockAsync(row.Subject, ct);
        if (!row.IsOpen || await db.Set<WorkflowInstance>().FindAsync([row.InstanceId], ct) is not { } instance
            || await runner.Owner(row.SubjectType).FindAsync(row.SubjectId, ct) is not { } subject)
        {
            return;
        }

        var step = (await graphs.GetAsync(db, instance.VersionId, ct)).Find(row.ActivityId);
        var context = new ActivityContext
        {
            Subject = subject, Properties = step?.Properties() ?? [], Memory = instance.Recall(), NowUtc = nowUtc,
        };
        var own = row.IsFallback ? [] : context.Many("To");
        var rules = own is [] or ["assignee"] ? context.AssigneeRules : own;
        if (still is { } person && await chain.ReachesAsync(person, rules, subject, ct))
        {
            return;
        }

        var from = row.AssigneeName!;
        var to = await chain.ResolveAsync(rules, context, ct, alsoAuthor: own == rules);
        if (to.Principal == row.Principal)
        {
            return;
        }

        db.Add(JournalEntry.Write(instance, step, null, why, [from], null, nowUtc));
        foreach (var note in context.Notes)
        {
            db.Add(JournalEntry.Write(instance, step, null, note.Why, note.Arguments, null, nowUtc));
        }

        await GiveAsync(instance, row, to, subject, byHand: false, nowUtc, ct);
    }
}
