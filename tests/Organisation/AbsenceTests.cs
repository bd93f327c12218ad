using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Events;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Organisation.Tests;

public abstract class AbsenceTests(TestHost host)
{
    private static readonly CancellationToken Ct = CancellationToken.None;

    private DateOnly Today => Kernel.Time.SwedishTime.Day(host.Clock.NowUtc);

    [Fact]
    public async Task A_substitute_carries_the_coachs_role_while_it_lasts_and_no_longer()
    {
        var (department, coach, substitute) = await TownAsync("a");
        await AwayAsync(coach, substitute, Today.AddDays(1), Today.AddDays(3));
        (await HoldersAsync(department)).ShouldBe(["coach-a"]);
        (await GrantsAsync(substitute)).ShouldBe([new(Roles.Staff)]);

        host.Clock.Advance(TimeSpan.FromDays(1));
        (await HoldersAsync(department)).ShouldBe(["vikarie-a"]);
        (await GrantsAsync(substitute)).ShouldBe([new(Roles.IdeaCoach, department.Value), new(Roles.Staff)]);
        (await host.InScopeAsync(s => s.GetRequiredService<IOrganisation>().OwnGrantsAsync(substitute, Ct))).ShouldBe([new(Roles.Staff)]);
        (await GrantsAsync(coach)).ShouldContain(new RoleGrant(Roles.IdeaCoach, department.Value), "Who is away may still look in");

        await host.DrainAsync();
        await host.DrainAsync();
        (await RaisedAsync<PersonAway>(coach)).ShouldBe(1);

        host.Clock.Advance(TimeSpan.FromDays(3));
        (await HoldersAsync(department)).ShouldBe(["coach-a"]);
        (await GrantsAsync(substitute)).ShouldBe([new(Roles.Staff)]);
    }

    [Fact]
    public async Task Trust_in_a_person_does_not_pass_on_by_a_holiday()
    {
        var (_, coach, substitute) = await TownAsync("b");
        await ChangeAsync(c => c.GrantAsync(coach, Roles.Administrator, Ct));
        await ChangeAsync(c => c.GrantAsync(coach, Roles.Editor, Ct));
        await AwayAsync(coach, substitute, Today, Today);
        (await GrantsAsync(substitute)).Select(g => g.Role).ShouldBe([Roles.IdeaCoach, Roles.Staff]);
        (await host.InScopeAsync(s => s.GetRequiredService<IOrganisation>().HoldersAsync(Roles.Administrator, null, Ct))).Select(p => p.Id).ShouldContain(coach);
    }

    [Fact]
    public async Task A_substitute_who_is_away_or_has_left_replaces_nobody()
    {
        var (department, coach, substitute) = await TownAsync("c");
        var (_, other, _) = await TownAsync("d");
        await AwayAsync(coach, substitute, Today, Today);
        await AwayAsync(substitute, other, Today, Today);
        (await HoldersAsync(department)).ShouldBe(["coach-c"]);
        (await GrantsAsync(other)).ShouldNotContain(new RoleGrant(Roles.IdeaCoach, department.Value));

        var (second, boss, stand) = await TownAsync("e");
        await AwayAsync(boss, stand, Today, Today);
        await ChangeAsync(c => c.LeaveAsync(stand, Ct));
        (await HoldersAsync(second)).ShouldBe(["coach-e"]);
    }

    [Fact]
    public async Task Two_absences_of_one_person_do_not_meet_and_nobody_stands_in_for_oneself()
    {
        var (_, coach, substitute) = await TownAsync("f");
        await AwayAsync(coach, substitute, Today, Today.AddDays(5));
        (await TryAsync(coach, substitute, Today.AddDays(5), Today.AddDays(9))).Problems[0].Text.ShouldBe("Organisation.AbsenceMeets");
        (await TryAsync(coach, coach, Today.AddDays(6), Today.AddDays(9))).Problems[0].Text.ShouldBe("Organisation.AbsenceSelf");
        (await TryAsync(coach, substitute, Today.AddDays(9), Today.AddDays(8))).Problems[0].Text.ShouldBe("Organisation.AbsenceOrder");
        (await TryAsync(coach, substitute, Today.AddDays(-9), Today.AddDays(-8))).Problems[0].Text.ShouldBe("Organisation.AbsenceOrder");
        (await TryAsync(coach, substitute, Today.AddDays(6), Today.AddDays(6 + Absence.MostDays))).Problems[0].Text.ShouldBe("Organisation.AbsenceTooLong");
        (await TryAsync(coach, substitute, Today.AddDays(6), Today.AddDays(9))).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Others_are_told_in_the_same_save_of_who_left_moved_or_holds_other_roles()
    {
        var (_, coach, staff) = await TownAsync("g");
        (await RaisedAsync<RolesChanged>(coach)).ShouldBe(0, "new people had no work before");
        await ChangeAsync(c => c.GrantAsync(staff, Roles.Editor, Ct));
        await ChangeAsync(c => c.GrantAsync(staff, Roles.Editor, Ct));
        (await RaisedAsync<RolesChanged>(staff)).ShouldBe(1);

        await WithPersonAsync(staff, (p, _) => Task.FromResult(p.Change(new(p.Name, p.Email, "Ny titel", p.DepartmentId, p.UnitId))));
        (await RaisedAsync<PersonMoved>(staff)).ShouldBe(0);
        var elsewhere = (await TownAsync("h")).Department;
        await WithPersonAsync(staff, (p, _) => Task.FromResult(p.Change(new(p.Name, p.Email, p.Title, elsewhere, null))));
        (await RaisedAsync<PersonMoved>(staff)).ShouldBe(1);

        await ChangeAsync(c => c.LeaveAsync(staff, Ct));
        await ChangeAsync(c => c.LeaveAsync(staff, Ct));
        (await RaisedAsync<PersonLeft>(staff)).ShouldBe(1);
        await WithPersonAsync(staff, (p, _) =>
        {
            p.Return();
            return Task.FromResult(Done.Ok);
        });
        (await RaisedAsync<RolesChanged>(staff)).ShouldBe(2);
    }

    private async Task<(DepartmentId Department, PersonId Coach, PersonId Substitute)> TownAsync(string name)
    {
        var made = await host.InScopeAsync(services => services.GetRequiredService<AppDb>().TransactAsync<(DepartmentId, PersonId, PersonId)>(async ct =>
        {
            var changes = services.GetRequiredService<IOrganisationChanges>();
            var department = await changes.DepartmentAsync($"Stad {name}", "Nämnd", ct);
            var coach = await changes.AddPersonAsync(new($"coach-{name}", $"Coach {name}", null, null, department.Value, null, [Roles.IdeaCoach]), ct);
            var substitute = await changes.AddPersonAsync(new($"vikarie-{name}", $"Vikarie {name}", null, null, department.Value, null, []), ct);
            return (department.Value, coach.Value, substitute.Value);
        }));
        return made.Value;
    }

    private Task<Result<Done>> TryAsync(PersonId person, PersonId substitute, DateOnly first, DateOnly last) => WithPersonAsync(person, async (p, services) =>
        await services.GetRequiredService<Staffing>().AwayAsync(p, (await services.GetRequiredService<AppDb>().Set<Person>().FindAsync(substitute))!, first, last, Ct));

    private async Task AwayAsync(PersonId person, PersonId substitute, DateOnly first, DateOnly last) =>
        (await TryAsync(person, substitute, first, last)).Succeeded.ShouldBeTrue();

    private Task<Result<Done>> WithPersonAsync(PersonId id, Func<Person, IServiceProvider, Task<Result<Done>>> act) => host.InScopeAsync(services =>
        services.GetRequiredService<AppDb>().TransactAsync(async ct => await act((await services.GetRequiredService<AppDb>().Set<Person>().FindAsync([id], ct))!, services)));

    private async Task ChangeAsync(Func<IOrganisationChanges, Task<Result<Done>>> change) => (await host.InScopeAsync(services =>
        services.GetRequiredService<AppDb>().TransactAsync(_ => change(services.GetRequiredService<IOrganisationChanges>())))).Succeeded.ShouldBeTrue();

    private async Task<IEnumerable<string>> HoldersAsync(DepartmentId department) =>
        (await host.InScopeAsync(s => s.GetRequiredService<IOrganisation>().HoldersAsync(Roles.IdeaCoach, department.Value, Ct))).Select(p => p.UserName);

    private Task<IReadOnlyList<RoleGrant>> GrantsAsync(PersonId id) => host.InScopeAsync(s => s.GetRequiredService<IOrganisation>().GrantsAsync(id, Ct));

    private Task<int> RaisedAsync<TEvent>(PersonId id)
        where TEvent : IEvent
    {
        var (type, person) = (typeof(TEvent).Name, $"%{id.Value}%");
        return host.ReadAsync(db => db.Database.SqlQuery<int>($"""SELECT CAST(count(*) AS int) AS "Value" FROM kernel_outbox WHERE type = {type} AND body LIKE {person}""").SingleAsync());
    }
}

public sealed class SqliteAbsenceTests(SqliteHost host) : AbsenceTests(host), IClassFixture<SqliteHost>;

public sealed class PostgresAbsenceTests(PostgresHost host) : AbsenceTests(host), IClassFixture<PostgresHost>;
