using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;

namespace IntranetInnovation.Waivers.Tests;

public sealed class WaiverLifeTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);
    private static readonly PersonInfo Anna = Person("Anna Ek");
    private static readonly Viewer Asking = Viewer.Person(Anna.Id.Value, Anna.Name, []);
    private static readonly Viewer Coach = Viewer.Person(Guid.CreateVersion7(), "Carin", [new(Roles.CentralIdeaCoach)]);
    private static readonly Viewer Administrator = Viewer.Person(Guid.CreateVersion7(), "Adam", [new(Roles.Administrator)]);
    private static readonly WaiverText Text = WaiverText.After(null, "Friskrivning", "Kommunen avstår.", null, Now).Value;

    [Fact]
    public void It_is_asked_for_granted_and_accepted()
    {
        var waiver = Asked();
        waiver.Grant(Text, "Det är inte vår uppgift.", Coach, Now.AddDays(1)).Succeeded.ShouldBeTrue();
        (waiver.DecidedByName, waiver.TextNumber, waiver.Status).ShouldBe(("Carin", 1, WaiverStatus.Granted));
        waiver.Accept(1, Asking, Now.AddDays(2)).Succeeded.ShouldBeTrue();
        (waiver.Status, waiver.AcceptedUtc).ShouldBe((WaiverStatus.Accepted, Now.AddDays(2)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void Asking_and_deciding_need_a_reason(string reason)
    {
        Waiver.Ask(Proposal(), Anna, reason, [Principal.Role(Roles.CentralIdeaCoach)], Now).Problems[0].Text.ShouldBe("Waiver.ReasonMissing");
        Asked().Grant(Text, reason, Coach, Now).Problems[0].Text.ShouldBe("Waiver.ReasonMissing");
        Asked().Refuse(reason, Coach, Now).Problems[0].Text.ShouldBe("Waiver.ReasonMissing");
        Asked().Refuse(new string('a', Waiver.ReasonMax + 1), Coach, Now).Problems[0].Text.ShouldBe("Waiver.TooLong");
    }

    [Fact]
    public void Only_those_who_were_given_the_decision_decide()
    {
        Asked().Grant(Text, "Ja", Administrator, Now).Problems[0].Text.ShouldBe("Waiver.NotYours");
        Asked().Grant(Text, "Ja", Asking, Now).Problems[0].Text.ShouldBe("Waiver.NotYours");
        Asked().Refuse("Nej", Viewer.Anonymous, Now).Problems[0].Text.ShouldBe("Waiver.NotYours");
    }

    [Fact]
    public void Nobody_decides_on_ones_own()
    {
        var herself = Viewer.Person(Anna.Id.Value, Anna.Name, [new(Roles.CentralIdeaCoach), new(Roles.Administrator)]);
        Asked().Grant(Text, "Ja", herself, Now).Problems[0].Text.ShouldBe("Waiver.NotYours");
    }

    [Fact]
    public void It_is_decided_once()
    {
        var waiver = Asked();
        waiver.Refuse("Nej", Coach, Now);
        waiver.Grant(Text, "Ja", Coach, Now).Problems[0].Text.ShouldBe("Waiver.AlreadyDecided");
        waiver.TakeBack(Asking).Problems[0].Text.ShouldBe("Waiver.AlreadyDecided");
        waiver.Status.ShouldBe(WaiverStatus.Refused);
    }

    [Fact]
    public void Only_the_text_that_was_granted_is_accepted_and_only_by_the_one_who_asked()
    {
        var waiver = Asked();
        waiver.Accept(1, Asking, Now).Problems[0].Text.ShouldBe("Waiver.NotGranted");
        waiver.Grant(Text, "Ja", Coach, Now);
        waiver.Accept(2, Asking, Now).Problems[0].Text.ShouldBe("Waiver.NotGranted");
        waiver.Accept(1, Coach, Now).Problems[0].Text.ShouldBe("Waiver.NotYours");
        waiver.Status.ShouldBe(WaiverStatus.Granted);
    }

    [Fact]
    public void What_is_taken_back_is_taken_back_by_the_one_who_asked()
    {
        var waiver = Asked();
        waiver.TakeBack(Coach).Problems[0].Text.ShouldBe("Waiver.NotYours");
        waiver.TakeBack(Asking).Succeeded.ShouldBeTrue();
        waiver.Grant(Text, "Ja", Coach, Now).Problems[0].Text.ShouldBe("Waiver.AlreadyDecided");
    }

    [Fact]
    public void Those_who_lose_sight_of_the_proposal_decide_no_longer()
    {
        var waiver = Waiver.Ask(Proposal(), Anna, "Jag vill söka patent.", [Principal.Role(Roles.CentralIdeaCoach), Principal.Role(Roles.Administrator)], Now).Value;
        waiver.IsDecidedBy(Administrator).ShouldBeTrue();
        waiver.Narrow([Principal.Role(Roles.CentralIdeaCoach)]);
        waiver.Grant(Text, "Ja", Administrator, Now).Problems[0].Text.ShouldBe("Waiver.NotYours");
        waiver.Access.Select(a => a.Principal).ShouldBe([Principal.Person(Anna.Id.Value), Principal.Role(Roles.CentralIdeaCoach)]);
        waiver.Grant(Text, "Ja", Coach, Now).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void A_new_wording_is_the_next_version()
    {
        var next = WaiverText.After(Text, "Friskrivning", "Kommunen avstår helt.", Anna, Now).Value;
        (next.Number, next.CreatedByName, Text.Body).ShouldBe((2, "Anna Ek", "Kommunen avstår."));
        WaiverText.After(Text, Text.Title, Text.Body, Anna, Now).Problems[0].Text.ShouldBe("Waiver.TextUnchanged");
        WaiverText.After(Text, "", new string('a', WaiverText.BodyMax + 1), Anna, Now).Problems.Select(p => p.Text).ShouldBe(["Waiver.TextMissing", "Waiver.TooLong"]);
    }

    private static Waiver Asked() => Waiver.Ask(Proposal(), Anna, "Jag vill söka patent.", [Principal.Role(Roles.CentralIdeaCoach)], Now).Value;

    private static PersonInfo Person(string name) => new(new(Guid.CreateVersion7()), "anna", name, null, null, new(Guid.CreateVersion7()), null, Active: true);

    private static ProposalRow Proposal() => new()
    {
        Id = new(Guid.CreateVersion7()), Number = 7, Title = "T", Problem = "P", Solution = "S", Benefit = "B", Status = ProposalStatus.Submitted, Source = ProposalSource.Staff,
        DepartmentId = new(Guid.CreateVersion7()), DepartmentName = "D", UnitId = null, UnitName = null, CampaignSlug = null, GoalSlug = null, AuthorId = Anna.Id, AuthorName = Anna.Name,
        Supports = 0, IsConfidential = true, SubmittedUtc = Now, AnsweredUtc = null, DecidedUtc = null, ImplementedUtc = null, Effect = null,
    };
}
