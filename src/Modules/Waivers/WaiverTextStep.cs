using IntranetInnovation.Kernel.Data;
using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Recipes;
using Microsoft.EntityFrameworkCore;

namespace IntranetInnovation.Waivers;

/// <summary>A text of the step <c>WaiverText</c>. The body is Markdown.</summary>
internal sealed record WaiverTextItem(string Title, string Body);

/// <summary>Each text becomes the next version, unless a version says just that already: running the recipe again does not undo what an administrator has written since.</summary>
internal sealed class WaiverTextStep(AppDb db) : RecipeStep<WaiverTextItem>
{
    public override string Name => "WaiverText";

    protected override async Task<Result<Done>> ApplyAsync(IReadOnlyList<WaiverTextItem> items, RecipeRun run, CancellationToken ct)
    {
        var texts = await db.Set<WaiverText>().OrderBy(t => t.Number).ToListAsync(ct);
        foreach (var item in items.Where(i => !texts.Any(t => t.Says(i.Title, i.Body))))
        {
            var next = WaiverText.After(texts.LastOrDefault(), item.Title, item.Body, by: null, run.NowUtc);
            if (!next.Succeeded)
            {
                return RecipeRun.Broken($"WaiverText {item.Title}: {string.Join(", ", next.Problems.Select(p => $"{p.Text} {p.Field}"))}");
            }

            db.Add(next.Value);
            texts.Add(next.Value);
        }

        return Done.Ok;
    }
}
