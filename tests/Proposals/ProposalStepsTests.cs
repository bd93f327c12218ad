using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using static IntranetInnovation.Proposals.Contracts.ProposalStatus;

namespace IntranetInnovation.Proposals.Tests;

/// <summary>What is done to a proposal after its first decision, and beside it: undone, merged, kept secret.</summary>
public sealed class ProposalStepsTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);
    private static readonly Actor Karin = new(TypedId.New<PersonId>(), "Karin Lind");
    private static readonly DepartmentId School = TypedId.New<DepartmentId>();

    [Fact]
    public void A_decision_that_is_undone_is_gone_and_its_history_stays()
    {
        var proposal = Decided();
        proposal.UndoDecision("Nya uppgifter", Karin, Now.AddDays(3)).Succeeded.ShouldBeTrue();
        (proposal.Status, proposal.Motivation, proposal.DecidedUtc, proposal.DecidedById).ShouldBe((UnderReview, null, null, null));
        proposal.StatusUtc.ShouldBe(Now.AddDays(3));
        proposal.Timeline.Select(e => e.Kind).ShouldBe([TimelineKind.Submitted, TimelineKind.Assigned, TimelineKind.Approved, TimelineKind.DecisionUndone]);
        proposal.Timeline.Single(e => e.Kind == TimelineKind.Approved).Text.ShouldBe("Bra");
        proposal.AnsweredUtc.ShouldBe(Now, "The first answer was given all the same");
    }

    [Fact]
    public void Undoing_a_plan_forgets_who_carries_it_out()
    {
        var proposal = Decided();
        proposal.StartImplementation(Karin.Id!.Value, Karin.Name, Now.AddDays(30), Karin, Now);
        proposal.UndoDecision("Pengarna tog slut", Karin, Now).Succeeded.ShouldBeTrue();
        (proposal.OwnerId, proposal.OwnerName, proposal.ImplementationDueUtc).ShouldBe((null, null, null));
    }

    [Fact]
    public void Undoing_twice_undoing_what_is_done_and_undoing_without_a_reason_are_refused()
    {
        var proposal = Decided();
        proposal.UndoDecision(" ", Karin, Now).Problems[0].Text.ShouldBe("Proposal.WhyMissing");
        proposal.UndoDecision(new string('x', Proposal.WhyMax + 1), Karin, Now).Problems[0].Text.ShouldBe("Proposal.TooLong");
        proposal.UndoDecision("Fel", Karin, Now).Succeeded.ShouldBeTrue();
        proposal.UndoDecision("Fel", Karin, Now).Problems[0].Kind.ShouldBe(ProblemKind.Conflict);
        var done = Decided();
        done.StartImplementation(Karin.Id!.Value, Karin.Name, Now, Karin, Now);
        done.Implement("Bättre", null, Karin, Now);
        done.UndoDecision("Fel", Karin, Now).Problems[0].Text.ShouldBe("Proposal.CannotUndo");
    }

    [Fact]
    public void A_proposal_is_merged_only_into_an_open_one_that_is_as_secret()
    {
        var proposal = Open();
        proposal.MergeInto(Merged(), Karin, Now).Problems[0].Text.ShouldBe("Proposal.MergeIntoClosed");
        proposal.MergeInto(Open("Patent"), Karin, Now).Problems[0].Text.ShouldBe("Proposal.MergeSecrecyDiffers");
        Open("Patent").MergeInto(proposal, Karin, Now).Succeeded.ShouldBeFalse();
        Open("Patent").MergeInto(Open("Patent"), Karin, Now).Succeeded.ShouldBeTrue();
        proposal.Status.ShouldBe(Assigned);
    }

    [Fact]
    public void Merging_and_separating_leaves_the_proposal_where_it_was()
    {
        var (one, other) = (Open(), Open());
        one.StartReview(Karin, Now);
        one.MergeInto(other, Karin, Now).Succeeded.ShouldBeTrue();
        other.MergeInto(one, Karin, Now).Problems[0].Text.ShouldBe("Proposal.MergeIntoClosed", "That would be a circle");
        one.Unmerge(Open(), "Fel", Karin, Now).Problems[0].Text.ShouldBe("Proposal.NotMerged");
        one.Unmerge(other, "De var olika", Karin, Now).Succeeded.ShouldBeTrue();
        (one.Status, one.MergedIntoId).ShouldBe((UnderReview, null));
        one.Unmerge(other, "Igen", Karin, Now).Problems[0].Kind.ShouldBe(ProblemKind.Conflict);
        other.Timeline.Select(e => e.Kind).TakeLast(2).ShouldBe([TimelineKind.MergedHere, TimelineKind.UnmergedHere]);
    }

    [Fact]
    public void Secrecy_is_confirmed_by_a_provision_and_a_reason_or_lifted()
    {
        var secret = Open("Kan gå att patentera");
        secret.ConfirmSecrecy("", "Ja", Karin, Now).Problems[0].Field.ShouldBe("Provision");
        secret.ConfirmSecrecy("OSL 19 kap. 1 §", "", Karin, Now).Problems[0].Field.ShouldBe("Why");
        secret.ConfirmSecrecy("OSL 19 kap. 1 §", "Bolaget kan skadas", Karin, Now).Succeeded.ShouldBeTrue();
        secret.SecrecyProvision.ShouldBe("OSL 19 kap. 1 §");
        var tried = secret.Timeline.Single(e => e.Kind == TimelineKind.SecrecyConfirmed);
        (tried.ById, tried.ByName, tried.AtUtc).ShouldBe((Karin.Id, Karin.Name, Now));
        tried.ShownText(secret).ShouldBe("Bolaget kan skadas");

        secret.LiftSecrecy("Patentet är beviljat", Karin, Now).Succeeded.ShouldBeTrue();
        ProposalVisibility.Principals(secret).ShouldBe([Principal.Everyone]);
        tried.ShownText(secret).ShouldBeNull("Why it was secret is not told to everyone afterwards");
        secret.LiftSecrecy("Igen", Karin, Now).Problems[0].Text.ShouldBe("Proposal.NotConfidential");
    }

    [Fact]
    public void An_innovation_is_marked_once_with_a_reason()
    {
        var proposal = Decided();
        proposal.MarkInnovation("", Karin, Now).Succeeded.ShouldBeFalse();
        proposal.MarkInnovation("Ett nytt sätt att arbeta", Karin, Now).Succeeded.ShouldBeTrue();
        proposal.Maturity.ShouldBe(Maturity.Innovation);
        proposal.MarkInnovation("En gång till", Karin, Now).Problems[0].Text.ShouldBe("Proposal.CannotMarkInnovation");
    }

    [Fact]
    public void Working_notes_are_for_those_who_handle_it_and_never_for_its_authors()
    {
        var proposal = Open();
        var (author, coAuthor) = (proposal.AuthorId!.Value, TypedId.New<PersonId>());
        var rows = ProposalVisibility.NoteRows(proposal, ["person:task", Principal.Person(author.Value)], [author, coAuthor]);
        rows.Where(r => r.Allows).Select(r => r.Principal).ShouldBe(
            [proposal.AssigneePrincipal!, "person:task", Principal.Role(Roles.IdeaCoach, School.Value), Principal.Role(Roles.CentralIdeaCoach)], ignoreOrder: true);
        rows.Where(r => !r.Allows).Select(r => r.Principal).ShouldBe([Principal.Person(author.Value), Principal.Person(coAuthor.Value)], ignoreOrder: true);
    }

    [Fact]
    public void Nobody_handles_their_own_proposal_whatever_roles_they_hold()
    {
        var proposal = Open();
        var coach = Viewer.Person(proposal.AuthorId!.Value.Value, "Anna Ek", [new(Roles.CentralIdeaCoach)]);
        var concern = new Concern(proposal, [], IsCoAuthor: false, coach);
        Enum.GetValues<Act>().Where(concern.MayDo).ShouldBe([Act.Answer, Act.Withdraw]);
        var other = Viewer.Person(Guid.CreateVersion7(), "Per", [new(Roles.CentralIdeaCoach)]);
        new Concern(proposal, [], IsCoAuthor: true, other).MayDo(Act.WriteNotes).ShouldBeFalse();
        new Concern(proposal, [], IsCoAuthor: false, other).MayDo(Act.WriteNotes).ShouldBeTrue();
        new Concern(proposal, [], false, Viewer.Person(Guid.CreateVersion7(), "Admin", [new(Roles.Administrator)])).MayDo(Act.WriteNotes).ShouldBeFalse();
    }

    private static Proposal Open(string? confidential = null)
    {
        var origin = new ProposalOrigin(ProposalSource.Staff, TypedId.New<PersonId>(), "Anna Ek", School, "Bildningsförvaltningen", null, null);
        var proposal = Proposal.Draft(
            TypedId.New<ProposalId>(), new("Titel", "Problem", "Lösning", "Nytta"), origin, new(null, null, null, null, confidential), Now);
        proposal.Submit(7, Now);
        proposal.AssignTo(new(Karin.Id, null, null, Karin.Name), Now);
        return proposal;
    }

    private static Proposal Decided()
    {
        var proposal = Open();
        proposal.Approve("Bra", Karin, Now).Succeeded.ShouldBeTrue();
        return proposal;
    }

    private static Proposal Merged()
    {
        var proposal = Open();
        proposal.MergeInto(Open(), Karin, Now);
        return proposal;
    }
}
