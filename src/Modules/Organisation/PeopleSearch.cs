using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Organisation;

internal sealed class PeopleSearch(AppDb db) : IPeopleSearch
{
    public async Task<IReadOnlyList<PersonInfo>> FindAsync(string text, int most, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return [];
        }

        var people = db.Set<Person>().AsNoTracking().Where(p => p.Active).Named(text);
        var found = await people.OrderBy(p => p.Name).ThenBy(p => p.UserName).Take(Math.Clamp(most, 1, 50))
            .Select(p => new PersonInfo(p.Id, p.UserName, p.Name, p.Email, p.Title, p.DepartmentId, p.UnitId, p.Active)).ToListAsync(ct);
        return [.. found.OrderBy(p => p.Name, SwedishOrder.Comparer)];
    }
}
