using IntranetInnovation.IdeaBank.Language;
using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Recipes;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.IdeaBank.Synonyms;

/// <param name="Words">Words or phrases, commas between.</param>
/// <param name="Means">What they find; left out when it holds both ways.</param>
internal sealed record SynonymItem(string Words, string? Means = null);

/// <summary>Synonyms of the step <c>Synonyms</c>. One whose words are there already is left as it is, so that what an administrator has changed stays.</summary>
internal sealed class SynonymsStep(AppDb db, Analyzer analyzer) : RecipeStep<SynonymItem>
{
    public override string Name => "Synonyms";

    protected override async Task<Result<Done>> ApplyAsync(IReadOnlyList<SynonymItem> items, RecipeRun run, CancellationToken ct)
    {
        var known = (await db.Set<Synonym>().Select(s => s.Words).ToListAsync(ct)).ToHashSet();
        foreach (var item in items)
        {
            var made = Synonym.Of(analyzer, item.Words, item.Means);
            if (!made.Succeeded)
            {
                return RecipeRun.Broken($"{Name}: {item.Words}: {made.Problems[0].Text}");
            }

            if (known.Add(made.Value.Words))
            {
                db.Add(made.Value);
            }
        }

        return Done.Ok;
    }
}
