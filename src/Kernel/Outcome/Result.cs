namespace IntranetInnovation.Kernel.Outcome;

/// <summary>What kind of refusal a <see cref="Problem"/> is; decides the HTTP status.</summary>
public enum ProblemKind
{
    /// <summary>400: something the person can correct.</summary>
    Invalid,

    /// <summary>404: not there, or not for this viewer.</summary>
    NotFound,

    /// <summary>403: seen, but not allowed.</summary>
    Forbidden,

    /// <summary>409: somebody else was first, or the state has moved on.</summary>
    Conflict,

    /// <summary>413: more than is taken at once.</summary>
    TooLarge,
}

/// <summary>A user's mistake or a refusal: a text key, its arguments and perhaps the field it concerns. Never an exception.</summary>
/// <param name="Text">Key in some module's texts, such as <c>Proposal.MotivationMissing</c>.</param>
/// <param name="Field">Name of the form field, or null when the whole request is meant.</param>
/// <param name="Kind">Decides the HTTP status.</param>
public sealed record Problem(string Text, string? Field = null, ProblemKind Kind = ProblemKind.Invalid)
{
    /// <summary>Arguments of the text's placeholders, in order.</summary>
    public IReadOnlyList<object?> Arguments { get; init; } = [];
}

/// <summary>Success with a value, or one or more problems.</summary>
/// <typeparam name="T">The value of a success.</typeparam>
public sealed class Result<T>
{
    private readonly T? value;

    private Result(T? value, IReadOnlyList<Problem> problems)
    {
        this.value = value;
        Problems = problems;
    }

    /// <summary>Empty on success.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>True when there are no problems.</summary>
    public bool Succeeded => Problems.Count == 0;

    /// <summary>The value; throws <see cref="InvalidOperationException"/> when the result is a refusal.</summary>
    public T Value => Succeeded ? value! : throw new InvalidOperationException($"No value: {Problems[0].Text}");

    /// <summary>A success.</summary>
    public static implicit operator Result<T>(T value) => new(value, []);

    /// <summary>A refusal with one problem.</summary>
    public static implicit operator Result<T>(Problem problem) => new(default, [problem]);

    /// <summary>A refusal with at least one problem.</summary>
    public static Result<T> Refused(IReadOnlyList<Problem> problems) =>
        problems.Count > 0 ? new(default, problems) : throw new ArgumentException("A refusal needs a problem.", nameof(problems));
}

/// <summary>Nothing to return but success.</summary>
public readonly record struct Done
{
    /// <summary>A success without a value.</summary>
    public static Result<Done> Ok { get; } = default(Done);
}
