using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation;

internal sealed class PeopleSearch(AppDb db) : IPeopleSearch
{
    private const int MostWords = 4;
    private const int LongestWord = 50;

    public async Task<IReadOnlyList<PersonInfo>> FindAsync(string text, int most, CancellationToken ct)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostWords).Select(w => w.Length > LongestWord ? w[..LongestWord] : w).ToList();
        if (words.Count == 0)
        {
            return [];
        }

        var people = db.Set<Person>().AsNoTracking().Where(p => p.Active);
        foreach (var word in words)
        {
            // SQLite folds the case of a to z only, so the cases that names come in are tried.
            var (lower, upper) = (word.ToLowerInvariant(), word.ToUpperInvariant());
            var name = upper[..1] + lower[1..];
            people = people.Where(p => p.Name.Contains(word) || p.Name.Contains(lower) || p.Name.Contains(name) || p.Name.Contains(upper) || p.UserName.Contains(lower));
        }

        var found = await people.OrderBy(p => p.Name).ThenBy(p => p.UserName).Take(Math.Clamp(most, 1, 50))
            .Select(p => new PersonInfo(p.Id, p.UserName, p.Name, p.Email, p.Title, p.DepartmentId, p.UnitId, p.Active)).ToListAsync(ct);
        return [.. found.OrderBy(p => p.Name, SwedishOrder.Comparer)];
    }
}
