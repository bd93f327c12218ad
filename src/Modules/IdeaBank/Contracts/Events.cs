using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;

namespace IntranetInnovation.IdeaBank.Contracts;

/// <summary>A saved search has new hits, and whoever saved it asked to be told. Raised at most once a day for each search, of what that person could see then.</summary>
/// <param name="SearchId">UUID of the search; <c>/mina/sokningar/{id}</c> opens it.</param>
/// <param name="Person">Whose it is.</param>
/// <param name="Name">What its owner calls it; at most 120 characters.</param>
/// <param name="Newest">The newest of the new hits.</param>
/// <param name="Count">New hits since the last time; 1–50, where 50 means that there may be more.</param>
public sealed record SavedSearchFound(Guid SearchId, PersonId Person, string Name, ProposalId Newest, int Count) : IEvent;
