using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Jobs;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Workflows.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>
/// Reminds of open tasks, each reminder once: the row's next time is moved in the very save that raises the event. Runs that were missed come as one reminder, not as several.
/// </summary>
internal sealed class Remind(AppDb db, IEnumerable<IWorkflowSubjects> subjects, TimeProvider clock) : IJob
{
    private const int MostInARun = 1000;

    public static TimeSpan Every => TimeSpan.FromMinutes(5);

    public async Task RunAsync(CancellationToken ct)
    {
        var nowUtc = clock.GetUtcNow().UtcDateTime;
        var due = await db.Set<WaitRow>().Where(w => w.RemindUtc <= nowUtc && w.EndedUtc == null).NotPaused(db).OrderBy(w => w.RemindUtc).Take(MostInARun).Select(w => w.Id).ToListAsync(ct);
        foreach (var id in due)
        {
            await db.TransactAsync<Done>(token => RemindAsync(id, nowUtc, token), ct);
            db.ChangeTracker.Clear();
        }
    }

    private async Task<Result<Done>> RemindAsync(WorkflowTaskId id, DateTime nowUtc, CancellationToken ct)
    {
        if (await db.Set<WaitRow>().AsNoTracking().SingleOrDefaultAsync(w => w.Id == id && w.EndedUtc == null && w.RemindUtc <= nowUtc, ct) is not { } row)
        {
            return Done.Ok;
        }

        // Not by the row's version: whoever answers at this moment must not be told of a conflict with a reminder.
        var given = row.RemindersGiven();
        var next = given.Where(r => r.AtUtc > nowUtc).Select(r => (DateTime?)r.AtUtc).Min();
        var taken = await db.Set<WaitRow>().Where(w => w.Id == id && w.EndedUtc == null && w.RemindUtc == row.RemindUtc)
            .ExecuteUpdateAsync(s => s.SetProperty(w => w.RemindUtc, next), ct);
        if (taken == 0)
        {
            return Done.Ok;
        }

        foreach (var isFirstAnswer in given.Where(r => r.AtUtc >= row.RemindUtc && r.AtUtc <= nowUtc).Select(r => r.IsFirstAnswer).Distinct())
        {
            if ((isFirstAnswer ? row.AnswerDueUtc : row.DueUtc) is { } dueUtc && !(isFirstAnswer && await IsAnsweredAsync(row.Subject, ct)))
            {
                db.Raise(new TaskReminder(row.Id.Value, row.SubjectType, row.SubjectId, row.Principal!, row.Title!, dueUtc, isFirstAnswer));
            }
        }

        return Done.Ok;
    }

    private async Task<bool> IsAnsweredAsync(SubjectRef subject, CancellationToken ct) =>
        subjects.LastOrDefault(s => s.Type == subject.Type) is not { } owner
        || await owner.FindAsync(subject.Id, ct) is not { } found
        || found.Values.GetValueOrDefault("answered") == "true";
}
