using IntranetInnovation.Kernel.Outcome;

namespace IntranetInnovation.Workflows.Contracts;

/// <summary>How the viewer's task about a subject goes to a colleague. Supplied by the module that owns the type of subject, which says who may take it and writes it in the subject's history.</summary>
public interface ITaskHandOver
{
    /// <summary>Such as <c>proposal</c>.</summary>
    string SubjectType { get; }

    /// <summary>Hands over in a transaction of its own. Refused as the subject's own page would refuse it.</summary>
    /// <param name="subject">UUID of the subject.</param>
    /// <param name="userName">Who takes over.</param>
    /// <param name="why">In the person's own words, 1–500 characters.</param>
    /// <param name="ct">Ends the work.</param>
    Task<Result<Done>> HandOverAsync(Guid subject, string userName, string why, CancellationToken ct);
}
