using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Proposals.Contracts;
using IntranetInnovation.TestKit;

namespace IntranetInnovation.IdeaBank.Tests;

public abstract class SearchTests(TestHost host) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await host.ClearAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_word_is_found_in_all_its_forms()
    {
        await host.PutAsync(Bank.Proposal(1, "Skolan behöver en trädgård"));
        await host.PutAsync(Bank.Proposal(2, "Cykelställ vid badet"));
        foreach (var form in new[] { "skola", "skolor", "skolornas", "Skolan", "SKOLAN?" })
        {
            (await host.NumbersAsync(form)).ShouldBe([1], form);
        }
    }

    [Fact]
    public async Task Letters_typed_without_their_dots_still_reach()
    {
        await host.PutAsync(Bank.Proposal(1, "Öppna fritidsgården på söndagar"));
        (await host.NumbersAsync("fritidsgard")).ShouldBe([1]);
        (await host.NumbersAsync("sondag")).ShouldBe([1]);
    }

    [Fact]
    public async Task A_word_in_the_title_comes_before_one_in_the_problem_and_that_before_one_in_the_solution()
    {
        await host.PutAsync(Bank.Proposal(1, "Bättre bad", "Det är kallt i vattnet", "Sätt upp en bastu här"));
        await host.PutAsync(Bank.Proposal(2, "Bättre bad", "Det saknas en bastu här", "Värm upp vattnet mera"));
        await host.PutAsync(Bank.Proposal(3, "Bygg bastu", "Det är kallt i vattnet", "Värm upp vattnet mera"));
        (await host.NumbersAsync("bastu")).ShouldBe([3, 2, 1]);
    }

    [Fact]
    public async Task Of_two_that_say_the_same_the_one_that_was_carried_out_comes_first_but_not_before_one_that_says_more()
    {
        await host.PutAsync(Bank.Proposal(1, "Cykelpool", "Vi har inga cyklar"));
        await host.PutAsync(Bank.Proposal(2, "Cykelpool", "Vi har inga cyklar", status: ProposalStatus.Implemented));
        await host.PutAsync(Bank.Proposal(3, "Fler hjul", "Vi har inga cyklar", "Ordna en cykelpool", status: ProposalStatus.Implemented));
        await host.PutAsync(Bank.Proposal(4, "Cykelpool", "Vi har inga cyklar", submittedUtc: TestClock.Start.AddYears(-3)));
        (await host.NumbersAsync("cykelpool")).ShouldBe([2, 1, 4, 3]);
    }

    [Fact]
    public async Task Twenty_who_search_and_two_who_write_at_once_meet_no_error()
    {
        string[] queries = ["skola", "skolgård", "cykel", "bibliotek bok", "gratis frukost", "trygghet", "kommunens", "snöskottnig", "\"ny idé\"", "status:submitted park"];
        async Task Write(int from)
        {
            for (var i = 0; i < 25; i++)
            {
                await host.PutAsync(Bank.Proposal(from + i, $"Ny idé {i} om skolgård och cykel", "Biblioteket saknar böcker om kommunens parker", "Gratis frukost i skolan ger trygghet"));
            }
        }

        async Task Search(int who)
        {
            for (var i = 0; i < 10; i++)
            {
                (await host.FindAsync(queries[(who + i) % queries.Length])).ShouldNotBeNull();
            }
        }

        await Task.WhenAll([Task.Run(() => Write(1)), Task.Run(() => Write(101)), .. Enumerable.Range(0, 20).Select(who => Task.Run(() => Search(who)))]);

        (await host.FindAsync("skolgård")).Total.ShouldBe(50);
    }

    [Fact]
    public async Task Equal_hits_come_newest_first()
    {
        await host.PutAsync(Bank.Proposal(1, "Cykel", submittedUtc: TestClock.Start.AddDays(-3)));
        await host.PutAsync(Bank.Proposal(2, "Cykel", submittedUtc: TestClock.Start.AddDays(-1)));
        await host.PutAsync(Bank.Proposal(3, "Cykel", submittedUtc: TestClock.Start.AddDays(-3)));
        (await host.NumbersAsync("cyklar")).ShouldBe([2, 3, 1]);
    }

    [Fact]
    public async Task Several_words_beat_one()
    {
        await host.PutAsync(Bank.Proposal(1, "Parkering parkering parkering"));
        await host.PutAsync(Bank.Proposal(2, "Parkering för hemtjänsten"));
        await host.PutAsync(Bank.Proposal(3, "Bilar i hemtjänsten"));
        (await host.NumbersAsync("parkering hemtjänst"))[0].ShouldBe(2);
    }

    [Fact]
    public async Task Words_in_quotation_marks_stand_together()
    {
        await host.PutAsync(Bank.Proposal(1, "Öppet hus i skolan"));
        await host.PutAsync(Bank.Proposal(2, "Hus som är öppet"));
        (await host.NumbersAsync("\"öppet hus\"")).ShouldBe([1]);
        (await host.NumbersAsync("\"öppet hus")).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_beginning_reaches_words_when_nothing_is_called_just_that()
    {
        await host.PutAsync(Bank.Proposal(1, "Energikartläggning"));
        (await host.NumbersAsync("energ")).ShouldBe([1]);
    }

    [Fact]
    public async Task A_slip_of_the_pen_is_mended_and_told()
    {
        await host.PutAsync(Bank.Proposal(1, "Bibliotek på landet"));
        var found = await host.FindAsync("biblotek");
        found.Items.Single().Number.ShouldBe(1);
        found.DidYouMean.ShouldBe("bibliotek");
    }

    [Fact]
    public async Task Only_function_words_find_nothing() =>
        (await host.FindAsync("och att det som")).Total.ShouldBe(0);

    [Fact]
    public async Task The_next_page_goes_on_where_the_last_one_ended_also_when_something_new_comes_in_between()
    {
        for (var i = 1; i <= 7; i++)
        {
            await host.PutAsync(Bank.Proposal(i, "Cykel " + string.Join(' ', Enumerable.Repeat("annat", i)), supports: i % 3));
        }

        foreach (var sort in Enum.GetValues<IdeaSort>())
        {
            var seen = new List<int>();
            Cursor? after = null;
            do
            {
                var page = await host.FindAsync("cykel", query: new() { Sort = sort, Size = 3, After = after is null ? null : Cursor.Parse(after.ToString()) });
                seen.AddRange(page.Items.Select(i => i.Number));
                after = page.Next;
            }
            while (after is not null);
            seen.Order().ToArray().ShouldBe([1, 2, 3, 4, 5, 6, 7], sort.ToString());
            seen.ToArray().ShouldBe([.. (await host.FindAsync("cykel", query: new() { Sort = sort })).Items.Select(i => i.Number)], sort.ToString());
        }
    }

    [Fact]
    public async Task Facets_count_what_another_choice_would_give()
    {
        await host.PutAsync(Bank.Proposal(1, "Cykel", department: FewDepartments.All[0], status: ProposalStatus.Approved));
        await host.PutAsync(Bank.Proposal(2, "Cykel", department: FewDepartments.All[1], status: ProposalStatus.Approved));
        await host.PutAsync(Bank.Proposal(3, "Cykel", department: FewDepartments.All[1], status: ProposalStatus.Rejected, campaign: "var"));
        await host.PutAsync(Bank.Proposal(4, "Annat", department: FewDepartments.All[2]));
        var query = new IdeaQuery { Chosen = new Dictionary<string, IReadOnlyList<string>> { ["department"] = ["vard"] } };
        var found = await host.FindAsync("cykel", query: query);
        found.Total.ShouldBe(2);
        Counts(found, "department").ShouldBe(["vard 2", "skola 1"]);
        Counts(found, "status").ShouldBe(["approved 1", "rejected 1"]);
        Counts(found, "campaign").ShouldBe(["var 1"]);
        found.Facets["department"][0].Name.ShouldBe("Department vard");
        Counts(await host.FindAsync("cykel", query: new() { Chosen = new Dictionary<string, IReadOnlyList<string>> { ["department"] = ["okand"] } }), "department").ShouldBe(["vard 2", "skola 1", "okand 0"]);
    }

    [Fact]
    public async Task The_workplaces_name_is_found_too_but_last()
    {
        await host.PutAsync(Bank.Proposal(1, "Cykelställ", department: FewDepartments.All[0], unit: FewDepartments.All[0].Units[0]));
        await host.PutAsync(Bank.Proposal(2, "Vid en unit"));
        var found = await host.FindAsync("unit");
        found.Items.Select(i => i.Number).ShouldBe([2, 1]);
        Counts(found, "unit").ShouldBe(["skola-unit 1"]);
    }

    [Fact]
    public async Task Days_include_their_first_and_last_moment()
    {
        await host.PutAsync(Bank.Proposal(1, "Cykel", submittedUtc: new(2026, 2, 9, 23, 0, 0, DateTimeKind.Utc)));
        await host.PutAsync(Bank.Proposal(2, "Cykel", submittedUtc: new(2026, 2, 10, 22, 59, 59, DateTimeKind.Utc)));
        await host.PutAsync(Bank.Proposal(3, "Cykel", submittedUtc: new(2026, 2, 10, 23, 0, 0, DateTimeKind.Utc)));
        var day = new DateOnly(2026, 2, 10);
        (await host.FindAsync("cykel", query: new() { From = day, To = day })).Items.Select(i => i.Number).ShouldBe([2, 1]);
    }

    [Fact]
    public async Task Drafts_withdrawn_and_merged_ones_are_not_in_the_bank()
    {
        await host.PutAsync(Bank.Proposal(1, "Cykel"));
        foreach (var gone in new[] { ProposalStatus.Withdrawn, ProposalStatus.Merged, ProposalStatus.Draft })
        {
            await host.PutAsync(Bank.Proposal(1, "Cykel", status: gone));
            (await host.FindAsync("cykel")).Total.ShouldBe(0);
            (await host.CountsAsync()).ShouldSatisfyAllConditions(c => c.Terms.ShouldBeEmpty(), c => c.Documents.ShouldBe(0));
            await host.PutAsync(Bank.Proposal(1, "Cykel"));
            (await host.FindAsync("cykel")).Total.ShouldBe(1);
        }
    }

    [Fact]
    public async Task A_change_is_found_and_what_it_replaced_is_not()
    {
        await host.PutAsync(Bank.Proposal(1, "Cykel", "Regn på vägen"));
        await host.PutAsync(Bank.Proposal(1, "Buss", "Regn på vägen"));
        (await host.NumbersAsync("cykel")).ShouldBeEmpty();
        (await host.NumbersAsync("bussar")).ShouldBe([1]);
        (await host.CountsAsync()).Terms.ShouldBe(new Dictionary<string, int> { ["buss"] = 1, ["regn"] = 1, ["väg"] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public async Task What_is_rolled_back_leaves_no_trace()
    {
        await host.PutAsync(Bank.Proposal(1, "Cykel"));
        (await host.TryPutAsync(Bank.Proposal(1, "Buss"), [], fail: true)).Succeeded.ShouldBeFalse();
        (await host.TryPutAsync(Bank.Proposal(2, "Spårvagn"), [], fail: true)).Succeeded.ShouldBeFalse();
        (await host.NumbersAsync("cykel")).ShouldBe([1]);
        (await host.FindAsync("")).Total.ShouldBe(1);
        (await host.CountsAsync()).ShouldSatisfyAllConditions(c => c.Terms.Keys.ShouldBe(["cykl"]), c => c.Documents.ShouldBe(1));
    }

    [Fact]
    public async Task The_lexicon_learns_from_what_everyone_may_see_only()
    {
        await host.PutAsync(Bank.Proposal(1, "Hemligheten om snickerskan", forEveryone: false), Principal.Person(Bank.Person(5).PersonId!.Value));
        (await host.CountsAsync()).ShouldSatisfyAllConditions(c => c.Terms.ShouldBeEmpty(), c => c.Documents.ShouldBe(0));
        (await host.NumbersAsync("snickerska", Bank.Person(5))).ShouldBe([1]);
        (await SuggestedAsync("snick")).ShouldBeEmpty();
        await host.PutAsync(Bank.Proposal(1, "Hemligheten om snickerskan"));
        (await host.CountsAsync()).Documents.ShouldBe(1);
        (await SuggestedAsync("en snick")).ShouldBe(["en snickerskan"]);
        await host.PutAsync(Bank.Proposal(1, "Hemligheten om snickerskan", forEveryone: false), Principal.Person(Bank.Person(5).PersonId!.Value));
        (await host.CountsAsync()).ShouldSatisfyAllConditions(c => c.Terms.ShouldBeEmpty(), c => c.Documents.ShouldBe(0));
    }

    [Fact]
    public async Task Proposals_that_say_the_same_are_similar_and_function_words_never_make_two_alike()
    {
        await host.PutAsync(Bank.Proposal(1, "Belysning på cykelvägen", "Det är mörkt längs cykelvägen om kvällen", "Sätt upp belysning"));
        await host.PutAsync(Bank.Proposal(2, "Sommarlov på biblioteket", "Det är inte något att göra för dem som är hemma", "Öppna biblioteket mer"));
        var similar = await host.AskAsync((search, _) => search.SimilarAsync("Lys upp cykelvägarna", "Det är så mörkt om kvällarna att man inte vågar cykla", 5, CancellationToken.None));
        similar.Select(s => s.Idea.Number).ShouldBe([1]);
        similar[0].Likeness.ShouldBeInRange(0.01, 1);
        (await host.AskAsync((search, _) => search.SimilarAsync("", "det är inte något att göra för dem som är", 5, CancellationToken.None))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("\"\"\"\"")]
    [InlineData("cykel AND OR NOT NEAR(a b)")]
    [InlineData("cykel* ^cykel title:cykel - cykel +cykel {cykel}")]
    [InlineData("cykel & | ! <-> :* ( ) ' \\")]
    [InlineData("'; DROP TABLE ideabank_entry; --")]
    [InlineData("{0} {1} {99} {")]
    [InlineData("cykel\0cykel")]
    [InlineData("\uD83D cykel \uDE00")]
    [InlineData("😀🚲")]
    [InlineData("\u202Ecykel\u202C שלום مرحبا 自転車")]
    [InlineData("%_[]%")]
    public async Task No_query_can_fail(string text)
    {
        await host.PutAsync(Bank.Proposal(1, "Cykel"));
        var query = IdeaQuery.Read(new Microsoft.AspNetCore.Http.QueryCollection(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { ["q"] = text })).Query;
        var found = await host.AskAsync((search, _) => search.FindAsync(query, CancellationToken.None));
        found.Total.ShouldBe(query.Text.Contains("cykel", StringComparison.Ordinal) ? 1 : 0);
        await host.AskAsync((search, _) => search.SimilarAsync(text, text, 5, CancellationToken.None));
        await SuggestedAsync(query.Text);
    }

    private async Task<IReadOnlyList<string>> SuggestedAsync(string text) => (await host.AskAsync((search, _) => search.SuggestAsync(text, 5, CancellationToken.None))).Words;

    [Fact]
    public async Task Any_text_can_be_put_in()
    {
        var texts = new[] { "' \" \\ : & | ! ( )", "a'b c\\d e:f", "{0}", "\uD800 ensam", "😀", new string('x', 4000), string.Join(' ', Enumerable.Repeat("många ord", 9_000)) };
        for (var i = 0; i < texts.Length; i++)
        {
            await host.PutAsync(Bank.Proposal(i + 1, "Rubrik", Language.Analyzer.Clean(texts[i]), Language.Analyzer.Clean(texts[i])));
        }

        (await host.FindAsync("rubrik")).Total.ShouldBe(texts.Length);
    }

    private static IEnumerable<string> Counts(IdeaResults results, string facet) => results.Facets[facet].Select(v => $"{v.Value} {v.Count}");
}

public sealed class SqliteSearchTests(SqliteBank host) : SearchTests(host), IClassFixture<SqliteBank>;

public sealed class PostgresSearchTests(PostgresBank host) : SearchTests(host), IClassFixture<PostgresBank>;
