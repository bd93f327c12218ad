using IntranetInnovation.Kernel.Outcome;

namespace IntranetInnovation.Workflows;

/// <summary>Something about a definition that an administrator should know, as a sentence.</summary>
/// <param name="IsError">True for what blocks publishing.</param>
/// <param name="Problem">The sentence, and the property that it concerns.</param>
/// <param name="StepId">The step that it concerns; null for the whole.</param>
internal sealed record Finding(bool IsError, Problem Problem, string? StepId = null)
{
    public static Finding Error(string text, GraphActivity? step, params IReadOnlyList<object?> arguments) => new(true, new(text) { Arguments = arguments }, step?.Id);

    public static Finding Warning(string text, GraphActivity? step, params IReadOnlyList<object?> arguments) => new(false, new(text) { Arguments = arguments }, step?.Id);

    /// <summary>The same about one property.</summary>
    public Finding On(string field) => this with { Problem = Problem with { Field = field } };
}
