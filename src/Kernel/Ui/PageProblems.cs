using IntranetInnovation.Kernel.Outcome;
using IntranetInnovation.Kernel.Texts;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace IntranetInnovation.Kernel.Ui;

/// <summary>From a refusal to a page that shows it again.</summary>
public static class PageProblems
{
    /// <summary>Adds each problem to its field, or to the page's summary. Fields are prefixed with <paramref name="prefix"/> and a dot when one is given.</summary>
    public static void Add<T>(this ModelStateDictionary state, Result<T> result, ITexts texts, string? prefix = null)
    {
        foreach (var problem in result.Problems)
        {
            var field = problem.Field is null ? "" : prefix is null ? problem.Field : $"{prefix}.{problem.Field}";
            state.AddModelError(field, texts[problem.Text, problem.Arguments]);
        }
    }
}
