using IntranetInnovation.Workflows.Contracts;

namespace IntranetInnovation.Workflows.Pages;

/// <summary>Subjects for lists: only those that the viewer may see are found (S10).</summary>
internal static class SubjectCards
{
    public static async Task<IReadOnlyDictionary<SubjectRef, SubjectCard>> CardsAsync(
        this IEnumerable<IWorkflowSubjects> owners, IEnumerable<SubjectRef> subjects, CancellationToken ct)
    {
        var cards = new Dictionary<SubjectRef, SubjectCard>();
        foreach (var type in subjects.Distinct().GroupBy(s => s.Type))
        {
            if (owners.LastOrDefault(o => o.Type == type.Key) is { } owner)
            {
                foreach (var (id, card) in await owner.CardsAsync([.. type.Select(s => s.Id)], ct))
                {
                    cards[new(type.Key, id)] = card;
                }
            }
        }

        return cards;
    }
}
