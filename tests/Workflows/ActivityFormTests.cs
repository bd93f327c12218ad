using IntranetInnovation.Kernel.Texts;
using IntranetInnovation.TestKit;
using IntranetInnovation.Workflows.Contracts;
using IntranetInnovation.Workflows.Pages;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.Workflows.Tests;

/// <summary>Every activity that any module brings can be filled in by somebody who has never seen its code.</summary>
public sealed class ActivityFormTests(SqliteHost host) : IClassFixture<SqliteHost>
{
    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public async Task Every_activity_and_field_has_its_words(string language) => await host.InScopeAsync(services =>
    {
        var texts = services.GetRequiredService<ITexts>().In(language);
        var known = services.GetServices<ActivityRegistration>().ToList();
        known.Count.ShouldBeGreaterThan(7);
        Missing(texts, new("NowhereTask", _ => [], _ => true, new(ActivityGroup.Other, new ActivityField("Nothing", FieldKind.Text)), typeof(object))).Count.ShouldBe(3, "the rule can fail");

        known.SelectMany(a => Missing(texts, a)).ShouldBeEmpty();
        services.GetServices<IAssigneeResolver>().Select(r => r.Key).Append("assignee").Where(k => texts.Rule(k) == k).ShouldBeEmpty();
        services.GetServices<IWorkflowSubjects>().SelectMany(s => s.Values).Select(v => v.Name).Where(v => texts.Value(v) == v).ShouldBeEmpty();
        Enum.GetValues<ActivityGroup>().Select(texts.Group).ShouldBeUnique();
        return Task.FromResult(true);
    });

    [Fact]
    public async Task Every_choice_is_offered_by_some_module_and_has_words() => await host.InScopeAsync(async services =>
    {
        var offered = services.GetServices<IWorkflowChoices>().ToDictionary(c => c.Source);
        var fields = services.GetServices<ActivityRegistration>().SelectMany(a => a.Form.Fields).SelectMany(f => f.Columns.Prepend(f));
        foreach (var source in fields.Where(f => f.Kind is FieldKind.Choice or FieldKind.Choices && f.Options.Count == 0).Select(f => f.Source).Distinct())
        {
            var choices = await offered[source!].ListAsync(default);
            choices.ShouldNotBeEmpty(source);
            choices.Select(c => c.Value).ShouldBeUnique();
            choices.ShouldAllBe(c => c.Text.Length > 0);
        }

        return true;
    });

    [Fact]
    public async Task A_form_s_page_offers_what_it_completes_a_task_with() => await host.InScopeAsync(services =>
    {
        services.GetServices<TaskForm>().ShouldAllBe(f => f.Actions.Count > 0);
        return Task.FromResult(true);
    });

    [Fact]
    public void Placeholders_are_names_and_never_expressions()
    {
        var subject = new WorkflowSubject(
            new("proposal", Guid.Empty), "Bokbuss {{ campaign }}", "~/forslag/1", null, null, null, new Dictionary<string, string?> { ["department"] = "kultur", ["goal"] = null });

        Placeholders.Fill("{{title}} i {{ department }}{{ goal }}: {{ 6*7 }} {{ okand }} {{ Department }}", subject)
            .ShouldBe("Bokbuss {{ campaign }} i kultur: {{ 6*7 }} {{ okand }} {{ Department }}");
        Placeholders.In("{{ title }} {{title}} {{ okand }} {{ x | y }}").ShouldBe(["title", "okand"]);
    }

    private static List<string> Missing(ITexts texts, ActivityRegistration activity) =>
    [
        .. new[] { $"Workflow.Activity.{activity.Name}", $"Workflow.Activity.{activity.Name}.Does" }.Where(k => !texts.Has(k)),
        .. activity.Form.Fields.SelectMany(f => f.Columns.Prepend(f)).Where(f => !texts.Has($"Workflow.Field.{f.Name}") && !texts.Has($"Workflow.Field.{activity.Name}.{f.Name}"))
            .Select(f => $"{activity.Name}.{f.Name}"),
        .. activity.Form.Fields.SelectMany(f => f.Options.Where(o => !texts.Has($"Workflow.Option.{f.Name}.{o}")).Select(o => $"{f.Name}.{o}")),
    ];
}
