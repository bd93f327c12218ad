using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.IdeaBank.Synonyms;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.Kernel.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank.Pages.IdeaBank;

/// <summary>A synonym as it is written, and a search to try it with.</summary>
internal sealed class SynonymForm
{
    public Guid? Id { get; set; }

    public int Version { get; set; }

    public string? Words { get; set; }

    public string? Means { get; set; }

    public string? Query { get; set; }
}

/// <summary>Words that mean the same, edited by whoever knows what people call things; each can be tried on a real search before it is saved.</summary>
[Authorize(Policy = IdeaBankModule.EditSynonyms)]
internal sealed class SynonymsModel(AppDb db, IdeaSearch search, Analyzer analyzer, ITexts texts) : PageModel
{
    private const int Most = 1_000;
    private const int Shown = 5;

    [BindProperty]
    public SynonymForm Input { get; set; } = new();

    public IReadOnlyList<Synonym> Synonyms { get; private set; } = [];

    /// <summary>What the tried search finds now, and what it would find; null when nothing was tried.</summary>
    public (IReadOnlyList<Idea> Now, IReadOnlyList<Idea> Then)? Trial { get; private set; }

    public bool Saved { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid? andra, bool sparat, string? ord, CancellationToken ct)
    {
        Saved = sparat;
        await LoadAsync(ct);
        if (andra is { } id)
        {
            if (Synonyms.FirstOrDefault(s => s.Id.Value == id) is not { } chosen)
            {
                return NotFound();
            }

            Input = new() { Id = id, Version = chosen.Version, Words = chosen.Words, Means = chosen.Means };
        }

        else if (ord is { Length: > 0 and <= Synonym.TextMax })
        {
            Input = new() { Words = ord, Query = ord };
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) =>
        await AfterAsync(await db.TransactAsync(token => WriteAsync(token), ct), ct);

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, CancellationToken ct)
    {
        var wanted = new SynonymId(id);
        await db.TransactAsync<Done>(
            async token =>
            {
                if (await db.Set<Synonym>().FirstOrDefaultAsync(s => s.Id == wanted, token) is { } gone)
                {
                    db.Remove(gone);
                }

                return Done.Ok;
            },
            ct);
        return LocalRedirect("~/admin/synonymer?sparat=true");
    }

    /// <summary>Searches with and without what is written; nothing is kept.</summary>
    public async Task<IActionResult> OnPostTryAsync(CancellationToken ct)
    {
        var query = new IdeaQuery { Text = (Input.Query ?? "").Trim(), Size = Shown };
        if (query.Text.Length is 0 or > IdeaQuery.MaxText)
        {
            ModelState.AddModelError("Input.Query", texts[query.Text.Length == 0 ? "IdeaBank.SynonymTryMissing" : "IdeaBank.SynonymTooLong", IdeaQuery.MaxText]);
            await LoadAsync(ct);
            return Page();
        }

        var now = (await search.FindAsync(query, ct, inFull: false)).Items;
        IReadOnlyList<Idea>? then = null;
        var tried = await db.TransactAsync<Done>(
            async token =>
            {
                var written = await WriteAsync(token);
                if (!written.Succeeded)
                {
                    return written;
                }

                await db.SaveChangesAsync(token);
                then = (await search.FindAsync(query, token, inFull: false)).Items;
                return new Problem("IdeaBank.SynonymOnlyTried"); // Rolls back.
            },
            ct);
        if (then is null)
        {
            return await AfterAsync(tried, ct);
        }

        Trial = (now, then);
        await LoadAsync(ct);
        return Page();
    }

    private async Task<Result<Done>> WriteAsync(CancellationToken ct)
    {
        if (Input.Id is not { } id)
        {
            var made = Synonym.Of(analyzer, Input.Words, Input.Means);
            if (!made.Succeeded)
            {
                return Result<Done>.Refused(made.Problems);
            }

            db.Add(made.Value);
            return Done.Ok;
        }

        var wanted = new SynonymId(id);
        if (await db.Set<Synonym>().FirstOrDefaultAsync(s => s.Id == wanted, ct) is not { } there)
        {
            return new Problem("IdeaBank.SynonymGone", Kind: ProblemKind.NotFound);
        }

        return there.Version == Input.Version ? there.Write(analyzer, Input.Words, Input.Means) : new Problem("Kernel.Conflict", Kind: ProblemKind.Conflict);
    }

    private async Task<IActionResult> AfterAsync(Result<Done> written, CancellationToken ct)
    {
        if (written.Succeeded)
        {
            return LocalRedirect("~/admin/synonymer?sparat=true");
        }

        ModelState.Add(written, texts, "Input");
        await LoadAsync(ct);
        return Page();
    }

    private async Task LoadAsync(CancellationToken ct) =>
        Synonyms = await db.Set<Synonym>().AsNoTracking().OrderBy(s => s.Words).Take(Most).ToListAsync(ct);
}
