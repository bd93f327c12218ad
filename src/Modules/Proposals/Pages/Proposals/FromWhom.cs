using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Proposals.Pages.Proposals;

/// <summary>Who stands behind a proposal, for the line below its heading.</summary>
internal sealed record FromWhom(Proposal Proposal, IReadOnlyList<CoAuthor> CoAuthors, Guid Viewer)
{
    /// <summary>True when the viewer is one of the co-authors.</summary>
    public bool IsMe => CoAuthors.Any(c => c.PersonId == new PersonId(Viewer));
}
