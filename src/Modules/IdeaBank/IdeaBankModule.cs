using IntranetInnovation.Campaigns.Contracts;
using IntranetInnovation.GoodExamples.Contracts;
using IntranetInnovation.IdeaBank.Api;
using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.IdeaBank.Lexica;
using IntranetInnovation.IdeaBank.Misses;
using IntranetInnovation.IdeaBank.Rebuilding;
using IntranetInnovation.IdeaBank.SavedSearches;
using IntranetInnovation.IdeaBank.Search;
using IntranetInnovation.IdeaBank.Slots;
using IntranetInnovation.IdeaBank.Synonyms;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Modules;
using IntranetInnovation.Kernel.Security;
using IntranetInnovation.Kernel.Ui;
using IntranetInnovation.Organisation.Contracts;
using IntranetInnovation.Proposals.Contracts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IntranetInnovation.IdeaBank;

/// <summary>The bank of all proposals: an index that is right at commit, ranked search that understands Swedish, facets, suggestions and similar proposals.</summary>
public sealed class IdeaBankModule : IModule
{
    /// <summary>Everyone who is signed in; what each one finds is decided by the proposals' access rows.</summary>
    internal const string Read = "innovation.ideas.read";

    internal const string EditSynonyms = "innovation.ideas.synonyms";

    internal const string ManageIndex = "innovation.ideas.index";

    /// <inheritdoc />
    public ModuleManifest Manifest { get; } = new("IntranetInnovation.IdeaBank", "ideabank", "OrganisationModule", "CampaignsModule", "ProposalsModule", "GoodExamplesModule");

    /// <inheritdoc />
    public void Add(ModuleBuilder module)
    {
        module
            .Right(Read)
            .Right(EditSynonyms, Roles.Administrator, Roles.CentralIdeaCoach)
            .Right(ManageIndex, Roles.Administrator)
            .Menu(new("IdeaBank.Name", "~/idebank", Order: 10, Read))
            .Menu(new("IdeaBank.SavedMine", "~/mina/sokningar", Order: 30, Read, MenuPlace.Person))
            .Menu(new("IdeaBank.Synonyms", "~/admin/synonymer", Order: 60, EditSynonyms, MenuPlace.Admin))
            .Menu(new("IdeaBank.Misses", "~/admin/sokningar", Order: 61, EditSynonyms, MenuPlace.Admin))
            .Menu(new("IdeaBank.Index", "~/admin/sokindex", Order: 62, ManageIndex, MenuPlace.Admin))
            .RecipeStep<SynonymsStep>()
            .Slot<NewestIdeas>(CommonSlots.StartMain, order: 30)
            .Slot<CampaignIdeas>(CampaignSlots.Proposals, order: 10)
            .Slot<CampaignCount>(CampaignSlots.Facts, order: 10)
            .Slot<SearchArchive>(GoodExampleSlots.Search, order: 10)
            .Slot<SimilarIdeas>(ProposalSlots.Similar, order: 10)
            .Slot<SimilarLink>(ProposalSlots.Aside, order: 60)
            .Slot<PossibleDuplicates>(ProposalSlots.Duplicates, order: 10)
            .Job<RebuildWhenOutdated>()
            .Job<TellOfNewIdeas>()
            .Job<CountMisses>()
            .Listener<PersonLeft, ForgetWhoLeft>()
            .Command<RebuildCommand>();
        module.Services.AddOptions<LanguageOptions>().BindConfiguration("IdeaBank");
        module.Services
            .AddSingleton(sp => Analyzer.Of(sp.GetRequiredService<IOptions<LanguageOptions>>().Value.Language))
            .AddScoped<IProposalProjection, IdeaIndex>()
            .AddScoped<IProposalProjection, NewIdeas>()
            .AddScoped<IBeforeSave, SynonymKeys>()
            .AddScoped<IdeaSearch>()
            .AddScoped<Rebuild>()
            .AddScoped<Saving>()
            .AddScoped<Elsewhere>()
            .AddSingleton<LexiconKeeper>()
            .AddSingleton<FacetKinds>()
            .AddSingleton<ExampleTerms>()
            .AddSingleton<MissBuffer>()
            .AddScoped<FacetLabels>();
    }

    /// <inheritdoc />
    public void Map(IEndpointRouteBuilder routes)
    {
        IdeasApi.Map(routes);
        SavedSearchesApi.Map(routes);
        SearchApi.Map(routes);
    }
}
