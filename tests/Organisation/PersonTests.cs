using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;

namespace IntranetInnovation.Organisation.Tests;

public sealed class PersonTests
{
    private static readonly DepartmentId School = TypedId.New<DepartmentId>();
    private static readonly UnitId Workplace = TypedId.New<UnitId>();

    [Fact]
    public void A_user_name_is_kept_in_lower_case() => Add("  Anna.Ek ").Value.UserName.ShouldBe("anna.ek");

    [Theory]
    [InlineData("")]
    [InlineData("anna ek")]
    [InlineData("åsa")]
    [InlineData("<svg>")]
    [InlineData("anna\r\nek")]
    public void A_user_name_has_plain_signs_only(string userName) => Add(userName).Problems[0].Text.ShouldBe("Organisation.UserNameInvalid");

    [Fact]
    public void A_user_name_has_at_most_64_signs()
    {
        Add(new string('a', 64)).Succeeded.ShouldBeTrue();
        Add(new string('a', 65)).Succeeded.ShouldBeFalse();
    }

    [Theory]
    [InlineData("anna@motala.example", true)]
    [InlineData(null, true)]
    [InlineData("  ", true)]
    [InlineData("anna", false)]
    [InlineData("anna@motala.example\r\nBcc: alla@motala.example", false)]
    [InlineData("Anna <anna@motala.example>", false)]
    public void An_address_is_one_plain_address_or_none(string? email, bool accepted) => Add("anna", email: email).Succeeded.ShouldBe(accepted);

    [Fact]
    public void A_name_is_needed() => Add("anna", name: " ").Problems[0].Field.ShouldBe("Name");

    [Fact]
    public void A_refused_change_changes_nothing()
    {
        var person = Add("anna").Value;
        person.Change(new("Ny", "fel", null, School, null)).Succeeded.ShouldBeFalse();
        person.Name.ShouldBe("Anna Ek");
    }

    [Fact]
    public void Nobody_is_their_own_manager()
    {
        var person = Add("anna").Value;
        person.AnswerTo(person.Id);
        person.ManagerId.ShouldBeNull();
    }

    [Fact]
    public void Who_leaves_may_return()
    {
        var person = Add("anna").Value;
        person.Leave();
        person.Active.ShouldBeFalse();
        person.Return();
        person.Active.ShouldBeTrue();
    }

    [Theory]
    [InlineData(Roles.CaseOfficer)]
    [InlineData(Roles.IdeaCoach)]
    public void Officers_and_coaches_answer_for_a_department(string role)
    {
        Role(role, School, Workplace).Value.Grant.Scope.ShouldBe(School.Value);
        Role(role, null, Workplace).Problems[0].Text.ShouldBe("Organisation.RoleNeedsDepartment");
    }

    [Fact]
    public void A_unit_manager_answers_for_a_unit()
    {
        Role(Roles.UnitManager, School, Workplace).Value.Grant.Scope.ShouldBe(Workplace.Value);
        Role(Roles.UnitManager, School, null).Problems[0].Text.ShouldBe("Organisation.RoleNeedsUnit");
    }

    [Fact]
    public void Other_roles_are_held_everywhere() => Role(Roles.Editor, School, Workplace).Value.Grant.ShouldBe(new RoleGrant(Roles.Editor));

    [Fact]
    public void A_role_that_is_none_is_refused() => Role("King", School, Workplace).Problems[0].Text.ShouldBe("Organisation.RoleUnknown");

    private static Kernel.Outcome.Result<Person> Add(string userName, string name = "Anna Ek", string? email = null) =>
        Person.Add(userName, new(name, email, null, School, Workplace));

    private static Kernel.Outcome.Result<RoleAssignment> Role(string role, DepartmentId? department, UnitId? unit) =>
        RoleAssignment.Of(TypedId.New<PersonId>(), role, department, unit);
}
