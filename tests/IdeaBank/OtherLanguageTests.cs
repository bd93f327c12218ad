using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.TestKit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace IntranetInnovation.IdeaBank.Tests;

public sealed class NorwegianBank : EmptySqliteHost
{
    protected override void Configure(IWebHostBuilder builder) =>
        builder.UseSetting("IdeaBank:Language", "nb").ConfigureTestServices(s => s.AddScoped<IOrganisation, FewDepartments>());
}

/// <summary>A bank whose proposals are in another language than Swedish.</summary>
public sealed class OtherLanguageTests(NorwegianBank host) : IClassFixture<NorwegianBank>
{
    [Fact]
    public async Task The_configuration_says_in_which_language_words_are_found()
    {
        await host.PutAsync(Bank.Proposal(1, "Skolebussen kommer for sent", "Barna venter på skyss ved veien", "Flere busser om morgenen"));
        await host.PutAsync(Bank.Proposal(2, "Språkkafé på biblioteket", "Innvandrere mangler et møtested", "Åpne dører hver kveld"));

        host.Services.GetRequiredService<Analyzer>().Version.ShouldEndWith(".nb");
        (await host.NumbersAsync("skolebusser")).ShouldBe([1]);
        (await host.NumbersAsync("buss")).ShouldBe([1]);
        (await host.NumbersAsync("veiene")).ShouldBe([1]);
        (await host.NumbersAsync("apne dorer")).ShouldBe([2]);
        (await host.NumbersAsync("og hvor")).ShouldBeEmpty();
    }
}
