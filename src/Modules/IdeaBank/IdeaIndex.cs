using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank;

/// <summary>Keeps the bank right in the very save that changes a proposal: drafts, withdrawn and merged ones are not in it, all others are.</summary>
internal sealed class IdeaIndex(AppDb db, IOrganisation organisation, Analyzer analyzer) : IProposalProjection
{
    private readonly IIndexStore store = IndexStore.Of(db);

    public async Task ProjectAsync(ProjectedProposal proposal, CancellationToken ct)
    {
        var entry = await db.Set<IdeaEntry>().FindAsync([proposal.Id], ct);
        var belongs = proposal is { Number: > 0, SubmittedUtc: not null } && proposal.Status is not (ProposalStatus.Draft or ProposalStatus.Withdrawn or ProposalStatus.Merged);
        if (!belongs && entry is null)
        {
            return;
        }

        var before = entry is null ? IndexedText.Nothing : await TextAsync(entry.Number, ct);
        var counted = entry is { IsCounted: true };
        List<FacetValueOf> countedAs = [.. entry?.FacetValues() ?? []];
        var department = belongs ? (await organisation.DepartmentsAsync(ct)).FirstOrDefault(d => d.Id == proposal.DepartmentId) : null;
        var unit = department?.Units.FirstOrDefault(u => u.Id == proposal.UnitId);
        var fields = belongs ? new Fields(analyzer, proposal, unit?.Name) : Fields.None;
        await CountAsync(counted ? before : IndexedText.Nothing, counted, proposal.IsForEveryone ? fields : Fields.None, belongs && proposal.IsForEveryone, ct);
        if (!belongs)
        {
            await store.WriteTextAsync(db, entry!.Number, null, ct);
            await CountFacetsAsync(countedAs, [], ct);
            db.Remove(entry);
            return;
        }

        if (entry is null || before != fields.Text)
        {
            await store.WriteTextAsync(db, proposal.Number, fields.Text, ct);
        }

        if (entry is null)
        {
            db.Add(entry = IdeaEntry.For(proposal.Id, proposal.Number));
        }

        entry.Take(proposal, department, unit);
        await CountFacetsAsync(countedAs, [.. entry.FacetValues()], ct);
    }

    private Task CountFacetsAsync(List<FacetValueOf> before, List<FacetValueOf> after, CancellationToken ct) =>
        FacetChange.Between(before, after) is { Count: > 0 } changes ? store.CountFacetsAsync(db, changes, ct) : Task.CompletedTask;

    private async Task<IndexedText> TextAsync(int number, CancellationToken ct)
    {
        var sql = new Sql();
        var key = db.IsSqlite ? "rowid" : "number";
        var rows = await sql.ReadAsync(
            db, $"SELECT {IndexedText.Columns("t")} FROM ideabank_text t WHERE t.{key} = {sql.Add(number)}", r => IndexedText.Read(r.DbDataReader, 0), ct);
        return rows.SingleOrDefault() ?? IndexedText.Nothing;
    }

    // Lexicon and sums, for what everyone may see.
    private async Task CountAsync(IndexedText before, bool wasCounted, Fields fields, bool isCounted, CancellationToken ct)
    {
        var after = fields.Text;
        if (wasCounted == isCounted && before == after)
        {
            return;
        }

        var (old, now) = (before.Terms.ToHashSet(), after.Terms.ToHashSet());
        TermChange[] changes =
        [
            .. now.Where(t => !old.Contains(t)).Select(t => new TermChange(t, Analyzer.Fold(t), fields.Words[t], 1)),
            .. old.Where(t => !now.Contains(t)).Select(t => new TermChange(t, Analyzer.Fold(t), t, -1)),
        ];
        if (changes.Length > 0)
        {
            await store.CountTermsAsync(db, changes, ct);
        }

        var documents = (isCounted ? 1 : 0) - (wasCounted ? 1 : 0);
        int Longer(Func<IndexedText, string> field) => IndexedText.Length(field(after)) - IndexedText.Length(field(before));
        var (title, problem, solution, place) = (Longer(t => t.Title), Longer(t => t.Problem), Longer(t => t.Solution), Longer(t => t.Place));
        await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE ideabank_stats SET documents = documents + {documents}, title = title + {title}, problem = problem + {problem}, solution = solution + {solution}, place = place + {place}
            WHERE id = 1
            """, ct);
    }

    /// <summary>A proposal's terms by field, and a written form of each.</summary>
    private sealed class Fields
    {
        private Fields() => Text = IndexedText.Nothing;

        public Fields(Analyzer analyzer, ProjectedProposal proposal, string? unit)
        {
            string Terms(string text) => this.Terms(analyzer.Tokens(Analyzer.Clean(text)));
            Text = new(Terms(proposal.Title), Terms(proposal.Problem), Terms($"{proposal.Solution}\n{proposal.Benefit}"), Terms(unit ?? ""));
        }

        public static Fields None { get; } = new();

        public IndexedText Text { get; }

        public Dictionary<string, string> Words { get; } = [];

        private string Terms(IEnumerable<Token> tokens)
        {
            var (terms, parts) = (new List<string>(), new List<string>());
            foreach (var token in tokens)
            {
                terms.Add(token.Term);
                foreach (var part in token.Parts.Select(Compounds.AsPart))
                {
                    parts.Add(part);
                    Words[part] = part;
                }

                if (!Words.TryGetValue(token.Term, out var known) || token.Word.Length < known.Length)
                {
                    Words[token.Term] = token.Word; // The shortest form is most often the one in a dictionary.
                }
            }

            return string.Join(' ', terms.Concat(parts));
        }
    }
}
