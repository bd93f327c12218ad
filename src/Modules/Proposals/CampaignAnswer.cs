using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Proposals;

/// <summary>An answer to one of the campaign's questions, with the question's text of its own time: the campaign may reword it later.</summary>
internal sealed class CampaignAnswer : IOwnedByProposal
{
    public const int TextMax = 2_000;

    private CampaignAnswer()
    {
    }

    public ProposalId ProposalId { get; private set; }

    /// <summary>The question's key within its campaign.</summary>
    public string Key { get; private set; } = "";

    public CampaignQuestionKind Kind { get; private set; }

    public string Question { get; private set; } = "";

    /// <summary>What was written, the option that was chosen, or a figure from 1 to 5.</summary>
    public string Value { get; private set; } = "";

    /// <summary>Order among the campaign's questions.</summary>
    public int Position { get; private set; }

    /// <summary>Makes these the answers of the proposal.</summary>
    public static async Task SetAsync(AppDb db, ProposalId proposal, IReadOnlyList<GivenAnswer> given, CancellationToken ct)
    {
        var rows = await db.Set<CampaignAnswer>().Where(a => a.ProposalId == proposal).ToDictionaryAsync(a => a.Key, ct);
        db.RemoveRange(rows.Values.Where(r => given.All(g => g.Question.Key != r.Key)));
        foreach (var (answer, position) in given.Select((g, i) => (g, i)))
        {
            if (!rows.TryGetValue(answer.Question.Key, out var row))
            {
                row = new() { ProposalId = proposal, Key = answer.Question.Key };
                db.Add(row);
            }

            (row.Kind, row.Question, row.Value, row.Position) = (answer.Question.Kind, answer.Question.Label, answer.Value, position);
        }
    }
}

/// <summary>A question and what was answered.</summary>
internal sealed record GivenAnswer(CampaignQuestion Question, string Value);

internal sealed class CampaignAnswerMapping : IMapping
{
    public void Map(ModelBuilder model, AppDb db)
    {
        var answer = model.Entity<CampaignAnswer>().ToTable("proposals_answer");
        answer.HasKey(a => new { a.ProposalId, a.Key });
        answer.Property(a => a.Key).HasMaxLength(CampaignQuestion.KeyMax);
        answer.Property(a => a.Question).HasMaxLength(CampaignQuestion.LabelMax);
        answer.Property(a => a.Value).HasMaxLength(CampaignAnswer.TextMax);
        ProposalVisibility.Filter<CampaignAnswer>(model, db, a => a.ProposalId);
    }
}
