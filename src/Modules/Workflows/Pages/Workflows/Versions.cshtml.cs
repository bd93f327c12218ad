using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>Every version of a type with who, when and why; two of them compared in words; an old one taken back as a draft; the log.</summary>
[Authorize(Policy = "innovation.workflows.administer")]
internal sealed class VersionsModel(
    AppDb db, Drafts drafts, GraphStore graphs, GraphDifference difference, IOrganisation organisation, ITexts texts, TimeProvider clock) : AdministerModel(db, clock)
{
    /// <summary>Stands for the draft where a number of a version is asked for.</summary>
    public const int OfDraft = 0;

    private const int MostVersions = 100;
    private const int MostEntries = 50;

    [BindProperty(SupportsGet = true, Name = "fran")]
    public int? From { get; set; }

    [BindProperty(SupportsGet = true, Name = "till")]
    public int? Until { get; set; }

    public OpenType Open { get; private set; } = null!;

    public IReadOnlyList<VersionLine> Versions { get; private set; } = [];

    /// <summary>Null when no two were chosen.</summary>
    public IReadOnlyList<string>? Differences { get; private set; }

    public IReadOnlyList<LogLine> Log { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ReadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(int number, int seen, CancellationToken ct)
    {
        var restored = await Db.TransactAsync<Done>(
            async token =>
            {
                if (await drafts.OpenAsync(Key, token) is not { } open
                    || await Db.Set<WorkflowVersion>().SingleOrDefaultAsync(v => v.TypeId == open.Type.Id && v.Number == number, token) is not { } version)
                {
                    return new Problem("Workflow.TypeGone", Kind: ProblemKind.NotFound);
                }

                Db.Add(WorkflowTypeEntry.Write(open.Type.Id, WorkflowDeed.Restored, number, By, NowUtc));
                return drafts.Replace(open, seen, version.Definition, By, NowUtc);
            },
            ct);
        if (restored.Succeeded)
        {
            return To($"{Base}/redigera");
        }

        ModelState.Add(restored, texts);
        return await ReadAsync(ct) ? Page() : NotFound();
    }

    private async Task<bool> ReadAsync(CancellationToken ct)
    {
        if (await drafts.OpenAsync(Key, ct) is not { } open)
        {
            return false;
        }

        Open = open;
        var versions = await Db.Set<WorkflowVersion>().Where(v => v.TypeId == open.Type.Id).OrderByDescending(v => v.Number).Take(MostVersions)
            .Select(v => new { v.Id, v.Number, v.CreatedUtc, v.CreatedBy, v.Note, v.PublishedUtc }).ToListAsync(ct);
        var log = await Db.Set<WorkflowTypeEntry>().Where(e => e.TypeId == open.Type.Id).OrderByDescending(e => e.AtUtc).ThenByDescending(e => e.Id).Take(MostEntries).ToListAsync(ct);
        var people = await organisation.PeopleAsync([.. versions.Select(v => v.CreatedBy).Concat(log.Select(e => e.By)).OfType<PersonId>().Distinct()], ct);
        string Name(PersonId? by) => by is { } id && people.TryGetValue(id, out var person) ? person.Name : texts["Workflow.System"];
        Versions = [.. versions.Select(v => new VersionLine(v.Number, v.CreatedUtc, Name(v.CreatedBy), v.Note, v.Id == open.Type.PublishedVersionId, v.PublishedUtc is not null))];
        Log = [.. log.Select(e => new LogLine(e.AtUtc, texts[$"Workflow.Log.{e.What}", Name(e.By), e.Number])) ];

        // As long as nobody has chosen: what one has changed, else what the newest version changed.
        Until ??= open.Draft is not null ? OfDraft : open.Newest;
        From ??= open.Draft is not null ? open.Draft.BasedOn : open.Newest - 1;
        if (await GraphAsync(From.Value, ct) is { } from && await GraphAsync(Until.Value, ct) is { } until && From != Until)
        {
            Differences = await difference.SayAsync(from, until, ct);
        }

        return true;

        async Task<WorkflowGraph?> GraphAsync(int number, CancellationToken token) =>
            number == OfDraft && open.Draft is { } draft ? WorkflowGraph.Parse(draft.Definition)
            : versions.FirstOrDefault(v => v.Number == number) is { } known ? await graphs.GetAsync(Db, known.Id, token)
            : null;
    }
}

internal sealed record VersionLine(int Number, DateTime CreatedUtc, string By, string Note, bool IsInForce, bool WasPublished);

internal sealed record LogLine(DateTime AtUtc, string Text);
