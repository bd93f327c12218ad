using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Organisation.Contracts;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank.SavedSearches;

/// <summary>What somebody looked for is nobody's business once they have left.</summary>
internal sealed class ForgetWhoLeft(AppDb db) : IListener<PersonLeft>
{
    public Task HandleAsync(PersonLeft e, EventStamp at, CancellationToken ct) =>
        db.WriteAsync(d => d.Set<SavedSearch>().Where(s => s.PersonId == e.Person).ExecuteDeleteAsync(ct), ct);
}
