using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows;

/// <summary>A type as an editor opens it.</summary>
/// <param name="Type">The type.</param>
/// <param name="Draft">Null while nobody has changed anything since the newest version.</param>
/// <param name="Definition">The draft's, else the newest version's.</param>
/// <param name="Newest">Number of the newest version; 0 for none.</param>
internal sealed record OpenType(WorkflowType Type, WorkflowDraft? Draft, string Definition, int Newest)
{
    /// <summary>Goes with each change and comes back with it, so that two who edit at once are told.</summary>
    public int Seen => Draft?.Version ?? 0;
}

/// <summary>Opens and changes drafts, in the caller's unit of work.</summary>
internal sealed class Drafts(AppDb db)
{
    public const int LongestDefinition = 1024 * 1024;

    /// <summary>Null when there is no such type.</summary>
    public async Task<OpenType?> OpenAsync(string key, CancellationToken ct)
    {
        var opened = from t in db.Set<WorkflowType>()
                     where t.Key == key
                     from d in db.Set<WorkflowDraft>().Where(d => d.TypeId == t.Id).DefaultIfEmpty()
                     from v in db.Set<WorkflowVersion>().Where(v => v.TypeId == t.Id).OrderByDescending(v => v.Number).Take(1).DefaultIfEmpty()
                     select new { Type = t, Draft = d, Newest = (int?)v!.Number, Definition = d == null ? v.Definition : null };
        if (await opened.SingleOrDefaultAsync(ct) is not { } found)
        {
            return null;
        }

        // One that this unit of work has begun is not in the database yet.
        var draft = found.Draft ?? db.Set<WorkflowDraft>().Local.FindEntry(found.Type.Id)?.Entity;
        return new(found.Type, draft, draft?.Definition ?? found.Definition!, found.Newest ?? 0);
    }

    /// <summary>
    /// Changes the draft, or begins one. Refused when somebody else was first (409): what <paramref name="seen"/> counts has moved on. Nothing is written when the change refuses or leaves all
    /// as it was.
    /// </summary>
    public async Task<Result<T>> ChangeAsync<T>(
        string key, int seen, Func<WorkflowDocument, Result<T>> change, PersonId? by, DateTime nowUtc, CancellationToken ct)
    {
        if (await OpenAsync(key, ct) is not { } open)
        {
            return new Problem("Workflow.TypeGone", Kind: ProblemKind.NotFound);
        }

        if (open.Seen != seen)
        {
            return new Problem("Workflow.DraftConflict", Kind: ProblemKind.Conflict);
        }

        var document = WorkflowDocument.Parse(open.Definition);
        var before = document.Json;
        var changed = change(document);
        if (!changed.Succeeded || document.Json == before)
        {
            return changed;
        }

        var written = Write(open, document.Json, by, nowUtc);
        return written.Succeeded ? changed : Result<T>.Refused(written.Problems);
    }

    /// <summary>Puts a whole definition in the draft's place. The same refusals.</summary>
    public Result<Done> Replace(OpenType open, int seen, string definition, PersonId? by, DateTime nowUtc)
    {
        if (open.Seen != seen)
        {
            return new Problem("Workflow.DraftConflict", Kind: ProblemKind.Conflict);
        }

        return definition == open.Definition ? Done.Ok : Write(open, definition, by, nowUtc);
    }

    private Result<Done> Write(OpenType open, string definition, PersonId? by, DateTime nowUtc)
    {
        if (definition.Length > LongestDefinition)
        {
            return new Problem("Workflow.Check.TooLarge", Kind: ProblemKind.TooLarge) { Arguments = [open.Type.Name] };
        }

        if (open.Draft is { } draft)
        {
            draft.Write(definition, by, nowUtc);
        }
        else
        {
            db.Add(WorkflowDraft.Begin(open.Type.Id, open.Newest, definition, by, nowUtc));
        }

        return Done.Ok;
    }
}
