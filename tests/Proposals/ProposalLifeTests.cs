using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.Workflows.Contracts;
using static IntranetInnovation.Proposals.Contracts.ProposalStatus;

namespace IntranetInnovation.Proposals.Tests;

public sealed class ProposalLifeTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);
    private static readonly Actor Karin = new(TypedId.New<PersonId>(), "Karin Lind");
    private static readonly DepartmentId School = TypedId.New<DepartmentId>();

    // Written out by hand, not read from the code: this is what the municipality agreed on.
    private static readonly (ProposalStatus From, ProposalStatus To)[] Allowed =
    [
        (Draft, Submitted),
        (Submitted, Assigned), (Submitted, UnderReview), (Submitted, MoreInformation), (Submitted, Approved), (Submitted, Rejected), (Submitted, Withdrawn), (Submitted, Merged),
        (Assigned, UnderReview), (Assigned, MoreInformation), (Assigned, Approved), (Assigned, Rejected), (Assigned, Withdrawn), (Assigned, Merged),
        (UnderReview, MoreInformation), (UnderReview, Approved), (UnderReview, Rejected), (UnderReview, Withdrawn), (UnderReview, Merged),
        (MoreInformation, UnderReview), (MoreInformation, Approved), (MoreInformation, Rejected), (MoreInformation, Withdrawn), (MoreInformation, Merged),
        (Approved, BeingImplemented), (Approved, Withdrawn),
        (BeingImplemented, Implemented), (BeingImplemented, Withdrawn),
    ];

    public static TheoryData<ProposalStatus, ProposalStatus> Pairs()
    {
        var data = new TheoryData<ProposalStatus, ProposalStatus>();
        foreach (var from in Enum.GetValues<ProposalStatus>())
        {
            foreach (var to in Enum.GetValues<ProposalStatus>().Where(t => t is not Draft and not Assigned))
            {
                data.Add(from, to);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_status_follows_only_those_that_it_may_follow(ProposalStatus from, ProposalStatus to)
    {
        var proposal = In(from);
        var moved = Move(proposal, to);
        moved.Succeeded.ShouldBe(Allowed.Contains((from, to)));
        proposal.Status.ShouldBe(moved.Succeeded ? to : from);
    }

    [Fact]
    public void A_refused_step_leaves_no_trace_in_the_timeline()
    {
        var proposal = In(Rejected);
        var before = proposal.Timeline.Count;
        proposal.Approve("Ja", Karin, Now).Problems[0].Kind.ShouldBe(ProblemKind.Conflict);
        proposal.Timeline.Count.ShouldBe(before);
    }

    [Fact]
    public void Deciding_without_a_motivation_is_refused()
    {
        var proposal = In(Assigned);
        proposal.Approve("  ", Karin, Now).Problems[0].Text.ShouldBe("Proposal.MotivationMissing");
        proposal.Reject("", RejectionReason.Other, Karin, Now).Problems[0].Field.ShouldBe("Motivation");
        proposal.Status.ShouldBe(Assigned);
    }

    [Fact]
    public void Deciding_twice_is_refused()
    {
        var proposal = In(Assigned);
        proposal.Approve("Bra", Karin, Now).Succeeded.ShouldBeTrue();
        proposal.Reject("Nej", RejectionReason.Other, Karin, Now).Succeeded.ShouldBeFalse();
        proposal.Motivation.ShouldBe("Bra");
    }

    [Fact]
    public void The_first_answer_is_remembered_and_later_ones_do_not_move_it()
    {
        var proposal = In(Assigned);
        proposal.Ask("Var?", Karin, Now.AddDays(1));
        proposal.Answer("Här", Karin, Now.AddDays(2));
        proposal.Approve("Bra", Karin, Now.AddDays(9));
        proposal.AnsweredUtc.ShouldBe(Now.AddDays(1));
        proposal.DecidedUtc.ShouldBe(Now.AddDays(9));
    }

    [Fact]
    public void An_open_proposal_that_has_come_further_keeps_its_status_when_somebody_else_answers_for_it()
    {
        var proposal = In(UnderReview);
        proposal.AssignTo(new(null, Roles.IdeaCoach, School.Value, "Idélotsen"), Now).Succeeded.ShouldBeTrue();
        proposal.Status.ShouldBe(UnderReview);
        In(Implemented).AssignTo(new(null, Roles.IdeaCoach, School.Value, "Idélotsen"), Now).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public void A_proposal_is_not_merged_into_itself()
    {
        var proposal = In(Assigned);
        proposal.MergeInto(proposal, Karin, Now).Problems[0].Text.ShouldBe("Proposal.MergeWithItself");
    }

    [Fact]
    public void A_draft_is_seen_by_its_author_alone()
    {
        var draft = In(Draft);
        ProposalVisibility.Principals(draft).ShouldBe([Principal.Person(draft.AuthorId!.Value.Value)]);
    }

    [Fact]
    public void An_ordinary_proposal_is_seen_by_everyone_and_a_withdrawn_one_by_those_concerned()
    {
        ProposalVisibility.Principals(In(Assigned)).ShouldBe([Principal.Everyone]);
        ProposalVisibility.Principals(In(Withdrawn)).ShouldNotContain(Principal.Everyone);
    }

    [Fact]
    public void A_confidential_proposal_is_seen_by_those_concerned_and_nobody_else()
    {
        var proposal = In(Approved, confidential: "Kan gå att patentera");
        var owner = TypedId.New<PersonId>();
        proposal.StartImplementation(owner, "Per Ström", Now, Karin, Now);
        ProposalVisibility.Principals(proposal).ShouldBe(
            [
                Principal.Person(proposal.AuthorId!.Value.Value),
                proposal.AssigneePrincipal!,
                Principal.Person(owner.Value),
                Principal.Role(Roles.IdeaCoach, School.Value),
                Principal.Role(Roles.CentralIdeaCoach),
            ],
            ignoreOrder: true);
    }

    private static Proposal In(ProposalStatus status, string? confidential = null)
    {
        var origin = new ProposalOrigin(ProposalSource.Staff, TypedId.New<PersonId>(), "Anna Ek", School, "Bildningsförvaltningen", null, null);
        var proposal = Proposal.Draft(
            TypedId.New<ProposalId>(), new("Titel", "Problem", "Lösning", "Nytta"), origin, new(null, null, null, null, confidential), Now);
        ProposalStatus[] way = status switch
        {
            Draft => [],
            Submitted => [Submitted],
            Assigned => [Submitted, Assigned],
            Approved => [Submitted, Assigned, Approved],
            BeingImplemented => [Submitted, Assigned, Approved, BeingImplemented],
            Implemented => [Submitted, Assigned, Approved, BeingImplemented, Implemented],
            _ => [Submitted, Assigned, status],
        };
        foreach (var step in way)
        {
            Move(proposal, step).Succeeded.ShouldBeTrue();
        }

        return proposal;
    }

    private static Result<Done> Move(Proposal proposal, ProposalStatus to) => to switch
    {
        Submitted => proposal.Submit(7, Now),
        Assigned => proposal.AssignTo(new(Karin.Id, null, null, Karin.Name), Now),
        UnderReview when proposal.Status == MoreInformation => proposal.Answer("Svar", Karin, Now),
        UnderReview => proposal.StartReview(Karin, Now),
        MoreInformation => proposal.Ask("Hur?", Karin, Now),
        Approved => proposal.Approve("Bra", Karin, Now),
        Rejected => proposal.Reject("Tyvärr", RejectionReason.Ongoing, Karin, Now),
        BeingImplemented => proposal.StartImplementation(Karin.Id!.Value, Karin.Name, Now.AddDays(30), Karin, Now),
        Implemented => proposal.Implement("Bättre", null, Karin, Now),
        Withdrawn => proposal.Withdraw("Ångrade mig", Karin, Now),
        Merged => proposal.MergeInto(In(Assigned), Karin, Now),
        _ => throw new ArgumentOutOfRangeException(nameof(to)),
    };
}
